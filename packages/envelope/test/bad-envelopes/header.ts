import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { forge, goodHeader, segment } from './forge.ts'
import type { BadEnvelope, BadEnvelopeContext, Party } from './row.ts'

const refused = { slug: 'malformed-envelope', status: 400 } as const

const node = (context: BadEnvelopeContext) => context.node
const es256 = (context: BadEnvelopeContext) => context.es256

/** A header as text, made from the good one's text. */
const asText = (name: string, pointer: string, change: (good: string) => string | Uint8Array): BadEnvelope => ({
  name,
  make: (context) => forge(context, { header: change(JSON.stringify(goodHeader(context.node.key))) }),
  ...refused,
  pointer,
})

/** A header with one member set to something else; undefined leaves it out. */
const withMember = (name: string, member: string, value: unknown): BadEnvelope => ({
  name,
  make: (context) => forge(context, { header: { ...goodHeader(context.node.key), [member]: value } }),
  ...refused,
  pointer: `/header/${member}`,
})

/** A header with another algorithm, well formed: it is the key that says which one is meant. */
const withAlgorithm = (alg: string, by: (context: BadEnvelopeContext) => Party): BadEnvelope => ({
  name: `the algorithm ${JSON.stringify(alg)} with ${by === node ? 'an Ed25519' : 'a P-256'} key`,
  make: (context) =>
    forge(context, { by: by(context), header: JSON.stringify({ ...goodHeader(by(context).key), alg }) }),
  ...refused,
  pointer: '/header/alg',
})

/** An HMAC "signature" keyed with the public key as `bytes` writes it: the classic confusion of algorithms. */
const confused = (name: string, bytes: (key: KeyObject) => string | Uint8Array): BadEnvelope => ({
  name: `HS512 keyed with the public key as ${name}`,
  make: (context) => {
    const header = segment({ ...goodHeader(context.node.key), alg: 'HS512' })
    return forge(context, {
      spoil: ([, payload]) => {
        const tag = createHmac('sha512', bytes(context.node.key.publicKey)).update(`${header}.${payload}`).digest()
        return `${header}.${payload}.${segment(tag)}`
      },
    })
  },
  ...refused,
  pointer: '/header/alg',
})

const unpaired = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])

/** Headers that are not exactly `{alg, kid, typ}` with what belongs there. */
export const badHeaders: BadEnvelope[] = [
  asText('a header that is not JSON', '/header', () => 'alg=EdDSA'),
  asText('a header in single quotes', '/header', (good) => good.replaceAll('"', "'")),
  asText('a header with a comment', '/header', (good) => `${good}/* ? */`),
  asText('a header with a trailing comma', '/header', (good) => good.replace('}', ',}')),
  asText('a header with something behind it', '/header', (good) => `${good}{}`),
  asText('a header that is an array', '/header', (good) => `[${good}]`),
  asText('a header that is a string', '/header', () => '"EdDSA"'),
  asText('a header that is null', '/header', () => 'null'),
  asText('a header that is a number', '/header', () => '17'),
  asText('an empty object as header', '/header/alg', () => '{}'),
  asText('a header with a byte order mark', '/header', (good) => `\u{feff}${good}`),
  asText('a header that is not UTF-8', '/header', () => unpaired),
  asText('a header in UTF-16', '/header', (good) => Buffer.from(good, 'utf16le')),
  asText('a member name written with an escape', '/header', (good) => good.replace('alg', '\\u0061lg')),
  asText('a value written with an escape', '/header', (good) => good.replace('EdDSA', 'Ed\\u0044SA')),
  asText('the algorithm twice, none first', '/header/alg', (good) => good.replace('{', '{"alg":"none",')),
  asText('the algorithm twice, the same', '/header/alg', (good) => good.replace('{', '{"alg":"EdDSA",')),
  asText('the kid twice', '/header/kid', (good) => good.replace('}', ',"kid":"x"}')),
  asText('the type twice', '/header/typ', (good) => good.replace('}', ',"typ":"inquiry-envelope+jwt"}')),
  asText('a header of more than 1024 bytes', '/header', (good) => good.padEnd(1025)),
  asText('a header of a megabyte', '/header', (good) => good.padEnd(2 ** 20)),
  asText('a header nested deep', '/header', () => `${'['.repeat(400)}${']'.repeat(400)}`),
  withMember('no algorithm', 'alg', undefined),
  withMember('an algorithm that is null', 'alg', null),
  withMember('an algorithm that is a number', 'alg', 1),
  withMember('an algorithm that is an array', 'alg', ['EdDSA']),
  withMember('an algorithm that is an object', 'alg', { name: 'EdDSA' }),
  ...['none', 'None', 'nOnE', '', 'HS256', 'HS384', 'HS512', 'RS256', 'PS256', 'ES256', 'ES256K', 'ES384', 'ES512'].map(
    (alg) => withAlgorithm(alg, node),
  ),
  ...['Ed448', 'eddsa', 'EDDSA', 'ed25519', 'EdDSA ', ' EdDSA', 'Ed25519ph', 'dir', '__proto__', 'constructor'].map(
    (alg) => withAlgorithm(alg, node),
  ),
  ...['EdDSA', 'Ed25519', 'es256', 'ES384', 'ES256K', 'none'].map((alg) => withAlgorithm(alg, es256)),
  confused('its JWK', (key) => JSON.stringify(key.export({ format: 'jwk' }))),
  confused('its raw bytes', (key) => Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url')),
  confused('PEM', (key) => key.export({ format: 'pem', type: 'spki' })),
  confused('DER', (key) => key.export({ format: 'der', type: 'spki' })),
  withMember('no kid', 'kid', undefined),
  withMember('a kid that is null', 'kid', null),
  withMember('a kid that is a number', 'kid', 17),
  withMember('a kid that is an array', 'kid', ['x']),
  withMember('an empty kid', 'kid', ''),
  withMember('a kid of 42 characters', 'kid', 'A'.repeat(42)),
  withMember('a kid of 44 characters', 'kid', 'A'.repeat(44)),
  withMember('a path as kid', 'kid', '../../../../../../../../../../../../dev/nul'),
  withMember('SQL as kid', 'kid', "' or 1=1--".padEnd(43)),
  withMember('a kid with full-width letters', 'kid', 'Ａ'.repeat(43)),
  withMember('no type', 'typ', undefined),
  withMember('a type that is null', 'typ', null),
  withMember('a type that is a number', 'typ', 1),
  withMember('the type JWT', 'typ', 'JWT'),
  withMember('the type in capitals', 'typ', 'INQUIRY-ENVELOPE+JWT'),
  withMember('the type with its media type tree', 'typ', 'application/inquiry-envelope+jwt'),
  withMember('the type with a space', 'typ', 'inquiry-envelope+jwt '),
  ...['enrolment', 'key', 'key-proof', 'access', 'receipt'].map((kind) =>
    withMember(`the type of another use: ${kind}`, 'typ', `inquiry-${kind}+jwt`),
  ),
  withMember('an embedded key', 'jwk', { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }),
  withMember('the address of a key set', 'jku', 'https://example.invalid/jwks.json'),
  withMember('the address of a certificate', 'x5u', 'https://example.invalid/cert.pem'),
  withMember('a certificate chain', 'x5c', ['MIIB']),
  withMember('a certificate thumbprint', 'x5t#S256', 'A'.repeat(43)),
  withMember('an unencoded payload, not critical', 'b64', false),
  withMember('an encoded payload, said so', 'b64', true),
  withMember('a compressed payload', 'zip', 'DEF'),
  withMember('a content type', 'cty', 'json'),
  withMember('an empty critical list', 'crit', []),
  withMember('a critical list that is a string', 'crit', 'b64'),
  withMember('a critical list that names the algorithm', 'crit', ['alg']),
  withMember('a critical list that names one twice', 'crit', ['kid', 'kid']),
  withMember('a claim in the header', 'iss', '440100'),
  withMember('a nonce', 'nonce', 'x'),
  {
    name: 'a critical extension',
    make: (context) => forge(context, { header: { ...goodHeader(context.node.key), crit: ['x'], x: 1 } }),
    ...refused,
    pointer: '/header/crit',
  },
  {
    name: 'an unencoded payload, critical',
    make: (context) => forge(context, { header: { ...goodHeader(context.node.key), b64: false, crit: ['b64'] } }),
    ...refused,
    pointer: '/header/b64',
  },
  asText('a member named __proto__', '/header/__proto__', (good) => good.replace('}', ',"__proto__":{"alg":"none"}}')),
]
