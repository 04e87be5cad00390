import { generateSigningKey } from '../../src/index.ts'
import type { Algorithm, SigningKey } from '../../src/index.ts'
import type { BadEnvelopeContext, Party } from './row.ts'

type Content = object | string | Uint8Array

/** What to forge an envelope from; what is not said is as it should be. */
export type Forgery = {
  by?: Party
  header?: Content
  payload?: Content
  /** The three parts as they would be sent, to be spoilt. */
  spoil?: (parts: [string, string, string]) => string | Uint8Array
}

/** A message that any hub would judge on its own merits. */
export const message = {
  id: 'm-1',
  type: 'case.submitted',
  time: '2026-11-22T10:00:00+08:00',
  case: { sourceId: 'GZ-1' },
  data: {},
}

let drawn = 0

/** The claims that `by` would seal just now. */
export function goodClaims({ hubId, now }: BadEnvelopeContext, by: Party): Record<string, unknown> {
  const iat = Math.floor(now.getTime() / 1000)
  return { iss: by.nodeId, aud: hubId, iat, jti: `bad-${++drawn}`, sequence: drawn, messages: [message] }
}

/** The header that `by` would seal with. */
export function goodHeader(key: SigningKey): Record<string, unknown> {
  return { alg: key.alg, kid: key.kid, typ: 'inquiry-envelope+jwt' }
}

/** The bytes of an envelope signed over whatever it holds. */
export async function forge(context: BadEnvelopeContext, forgery: Forgery = {}): Promise<Uint8Array> {
  const by = forgery.by ?? context.node
  const header = segment(forgery.header ?? goodHeader(by.key))
  const payload = segment(forgery.payload ?? goodClaims(context, by))
  const signature = await by.key.signer.sign(Buffer.from(`${header}.${payload}`))
  const parts: [string, string, string] = [header, payload, segment(signature)]
  const sent = forgery.spoil ? forgery.spoil(parts) : parts.join('.')
  return typeof sent === 'string' ? Buffer.from(sent) : sent
}

/** The base64url of bytes, of a text as it stands, or of an object's JSON. */
export function segment(content: Content): string {
  const bytes =
    content instanceof Uint8Array
      ? content
      : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  return Buffer.from(bytes).toString('base64url')
}

/** The same bits but for the last symbol's unused ones, which become `n`. The length must leave some unused. */
export function withUnusedBits(text: string, n: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const unused = text.length % 4 === 2 ? 4 : 2
  const last = alphabet.indexOf(text.at(-1) ?? 'A') & ~(2 ** unused - 1)
  return text.slice(0, -1) + alphabet[last | n]
}

/** A context with fresh keys, for judging without a hub. */
export function freshContext(hubId: string, now: Date): BadEnvelopeContext {
  return {
    hubId,
    now,
    node: party('440100'),
    es256: party('440300', 'ES256'),
    other: party('440400'),
    revoked: party('440500'),
    expired: party('440600'),
    suspended: party('440700'),
    stranger: party('440800'),
  }
}

function party(nodeId: string, alg: Algorithm = 'EdDSA'): Party {
  return { nodeId, key: generateSigningKey(alg) }
}
