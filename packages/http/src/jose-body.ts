import { fail } from '@inquiry/problems'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** An envelope's body at most (§4). */
export const maxEnvelopeBytes = 8 * 1024 * 1024

/** Lets only `application/jose` through, unencoded and within its size (§4, annex B33). */
export function joseBody(): MiddlewareHandler[] {
  const tooLarge = (): never =>
    fail(
      'envelope-too-large',
      `内容不得超过 ${maxEnvelopeBytes} 字节，请分多个信封发送。`,
      `The body may have at most ${maxEnvelopeBytes} bytes; send several envelopes.`,
    )
  const counted = bodyLimit({ maxSize: maxEnvelopeBytes, onError: tooLarge })
  return [
    (c, next) => {
      if (!isJose(c.req.header('content-type') ?? '') || c.req.header('content-encoding') !== undefined) {
        fail(
          'unsupported-media-type',
          '请以 application/jose 发送紧凑 JWS，不加 Content-Encoding。',
          'Send a compact JWS as application/jose, without Content-Encoding.',
        )
      }
      return next()
    },
    (c, next) => {
      // The HTTP parser holds a body to the length that was announced: no stream need be made to count it.
      const length = c.req.header('content-length')
      if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next)
      return Number(length) > maxEnvelopeBytes ? tooLarge() : next()
    },
  ]
}

function isJose(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters.map((p) => /^charset="?([^"]*)"?$/.exec(p)?.[1]).find((c) => c !== undefined)
  return type === 'application/jose' && (charset === undefined || charset === 'utf-8' || charset === 'utf8')
}
