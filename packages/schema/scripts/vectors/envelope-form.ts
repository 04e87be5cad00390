import { base64url, claims, envelope, headerOf, submitted } from './compact.ts'
import { accepted, bytes, http, refused } from './expectations.ts'
import type { EnvelopeVector } from './vector.ts'
import { keys } from './world.ts'

const clause = '§4 compact serialization'
const good = envelope()
const [header = '', payload = '', signature = ''] = good.split('.')
const malformed = { status: 400, problem: 'malformed-envelope' } as const

/** The last symbol of a base64url text, changed in the bits that carry nothing. */
function unusedBitsSet(text: string): string {
  const symbols = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = symbols.indexOf(text.slice(-1))
  return text.slice(0, -1) + symbols[last + 1]
}

/** A payload whose base64url has unused bits at its end. */
const uneven = envelope({
  payload: `${JSON.stringify(claims())}${' '.repeat((4 - (JSON.stringify(claims()).length % 3)) % 3)}`,
})

/** Bodies that are, or are not, one JWS in compact serialization and its only spelling. */
export const formVectors: readonly EnvelopeVector[] = [
  accepted('one good message, Ed25519', clause, good),
  accepted(
    'the algorithm by its older name EdDSA',
    '§4 algorithm',
    envelope({ header: { ...headerOf(keys.guangzhou), alg: 'EdDSA' } }),
  ),
  accepted('ES256', '§4 algorithm', envelope({ key: keys.shenzhen, payload: claims({ iss: '440300' }) })),
  accepted('a second key of the same node', '§3 keys overlap', envelope({ key: keys.guangzhouSecond })),
  accepted(
    'white space inside the header’s JSON',
    clause,
    envelope({ header: JSON.stringify(headerOf(keys.guangzhou), null, 1) }),
  ),
  refused('an empty body', clause, '', malformed),
  refused('two parts', clause, `${header}.${payload}`, malformed),
  refused('four parts', clause, `${good}.${signature}`, malformed),
  refused('an empty header', clause, `.${payload}.${signature}`, malformed),
  refused('an empty payload', clause, `${header}..${signature}`, malformed),
  refused('an empty signature', clause, `${header}.${payload}.`, malformed),
  refused('flattened JSON serialization', clause, JSON.stringify({ protected: header, payload, signature }), malformed),
  refused(
    'general JSON serialization',
    clause,
    JSON.stringify({ payload, signatures: [{ protected: header, signature }] }),
    malformed,
  ),
  refused('a line feed after the end', 'B33', `${good}\n`, malformed),
  refused('a space before the beginning', clause, ` ${good}`, malformed),
  refused(
    'a line feed inside the signature',
    clause,
    `${header}.${payload}.${signature.slice(0, 40)}\n${signature.slice(40)}`,
    malformed,
  ),
  refused(
    'a space inside the payload',
    clause,
    `${header}.${payload.slice(0, 8)} ${payload.slice(8)}.${signature}`,
    malformed,
  ),
  refused('padding after the signature', clause, `${good}==`, malformed),
  refused('padding after the header', clause, `${header}=.${payload}.${signature}`, malformed),
  refused('unused bits set in the signature', clause, `${header}.${payload}.${unusedBitsSet(signature)}`, malformed),
  refused(
    'unused bits set in the payload',
    clause,
    uneven.replace(/\.([^.]+)\./u, (_, part: string) => `.${unusedBitsSet(part)}.`),
    malformed,
  ),
  refused('base64 with + and / in the signature', clause, withStandardAlphabet(), malformed),
  refused(
    'a signature of 63 bytes',
    clause,
    `${header}.${payload}.${base64url(Buffer.from(signature, 'base64url').subarray(1))}`,
    malformed,
  ),
  refused(
    'a signature of 65 bytes',
    clause,
    `${header}.${payload}.${base64url(Buffer.concat([Buffer.from(signature, 'base64url'), Buffer.from([0])]))}`,
    malformed,
  ),
  refused('an ES256 signature in DER', clause, inDer(), malformed),
  bytes(
    'a byte order mark before the beginning',
    clause,
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(good)]),
    malformed,
  ),
  bytes('the body in UTF-16', clause, Buffer.from(good, 'utf16le'), malformed),
  bytes(
    'a letter outside ASCII in the payload',
    clause,
    Buffer.from(`${header}.${payload.slice(0, 8)}é${payload.slice(8)}.${signature}`),
    malformed,
  ),
  http(
    'another media type',
    '§4 application/jose',
    good,
    { 'content-type': 'application/json' },
    { status: 415, problem: 'unsupported-media-type' },
  ),
  http(
    'a charset other than UTF-8',
    'B33',
    good,
    { 'content-type': 'application/jose; charset=gbk' },
    { status: 415, problem: 'unsupported-media-type' },
  ),
  http(
    'a content encoding, even identity',
    'B33',
    good,
    { 'content-encoding': 'identity' },
    { status: 415, problem: 'unsupported-media-type' },
  ),
  {
    ...accepted('the charset UTF-8 as a parameter', 'B33', good),
    headers: { 'content-type': 'application/jose; charset=UTF-8' },
  },
]

function withStandardAlphabet(): string {
  const spelled = (count: number) =>
    envelope({ payload: claims({ messages: [submitted({}, { id: `m-${count}` })] }) }).split('.')
  const found =
    Array.from({ length: 100 }, (_, count) => spelled(count)).find(([, , part = '']) => /[-_]/u.test(part)) ?? []
  return [found[0], found[1], found[2]?.replaceAll('-', '+').replaceAll('_', '/')].join('.')
}

/** The same signature as ASN.1 writes it, which JOSE does not (RFC 7518 §3.4). */
function inDer(): string {
  const token = envelope({ key: keys.shenzhen, payload: claims({ iss: '440300' }) })
  const [head, body, part = ''] = token.split('.')
  const raw = Buffer.from(part, 'base64url')
  const integer = (n: Buffer) => {
    const positive = (n[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), n]) : n
    return Buffer.concat([Buffer.from([2, positive.length]), positive])
  }
  const both = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))])
  return `${head}.${body}.${base64url(Buffer.concat([Buffer.from([0x30, both.length]), both]))}`
}
