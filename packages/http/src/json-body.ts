import { parseIJson } from '@inquiry/envelope'
import { fail, preferredLanguage } from '@inquiry/problems'
import { sentence } from '@inquiry/schema'
import type { MiddlewareHandler } from 'hono'

/** Bytes of a JSON body at most, where a path does not take more. */
const maxJsonBytes = 1024 * 1024

/** Lets only I-JSON bodies through (RFC 7493), as payloads are; what follows reads them as JSON without surprise. */
export function strictJsonBody(maxBytes: number = maxJsonBytes): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.length === 0) return next()
    if (bytes.length > maxBytes)
      fail('envelope-too-large', `请求内容不得超过 ${maxBytes} 字节。`, `The body may have at most ${maxBytes} bytes.`)
    const mediaType = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
    if (mediaType !== 'application/json')
      fail('unsupported-media-type', '请以 application/json 发送。', 'Send it as application/json.')
    const json = parseIJson(bytes)
    if (!json.ok) {
      const language = preferredLanguage(c.req.header('accept-language'))
      const { pointer, rule, limit } = json.fault
      fail(
        'invalid-body',
        `请求内容不是规范的 JSON（${pointer || '/'}）。`,
        `The body is not I-JSON (at ${pointer || '/'}).`,
        {
          errors: [{ pointer, rule, message: sentence(rule, limit, language) }],
        },
      )
    }
    return next()
  }
}
