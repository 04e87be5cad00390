import { createHmac } from 'node:crypto'
import { tokenTypes } from '../../src/index.ts'
import { envelope, headerOf } from './compact.ts'
import { refused } from './expectations.ts'
import type { EnvelopeVector } from './vector.ts'
import { keys } from './world.ts'

const clause = '§4 protected header'
const head = headerOf(keys.guangzhou)

function malformed(pointer?: string) {
  return {
    status: 400,
    problem: 'malformed-envelope',
    ...(pointer !== undefined && { errors: [{ pointer }] }),
  } as const
}

function without(member: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(head).filter(([name]) => name !== member))
}

function changed(name: string, member: string, value: unknown): EnvelopeVector {
  return refused(name, clause, envelope({ header: { ...head, [member]: value } }), malformed(`/header/${member}`))
}

/** The header with a member written once more in front. */
function twice(member: string, value: string): string {
  return JSON.stringify(head).replace('{', `{${JSON.stringify(member)}:${JSON.stringify(value)},`)
}

const hmac = (signingInput: string) => {
  const mac = createHmac('sha256', Buffer.from(keys.guangzhou.publicJwk['x'] ?? '', 'base64url'))
    .update(signingInput)
    .digest()
  return Buffer.concat([mac, Buffer.alloc(32)])
}

/** Headers other than exactly `alg`, `kid` and `typ`, each once. */
export const headerVectors: readonly EnvelopeVector[] = [
  refused('no alg', clause, envelope({ header: without('alg') }), malformed('/header/alg')),
  refused('no kid', clause, envelope({ header: without('kid') }), malformed('/header/kid')),
  refused('no typ', clause, envelope({ header: without('typ') }), malformed('/header/typ')),
  changed('typ JWT', 'typ', 'JWT'),
  changed('typ in upper case', 'typ', 'INQUIRY-ENVELOPE+JWT'),
  changed('typ with its media type prefix', 'typ', `application/${tokenTypes.envelope}`),
  changed('typ of an access token', 'typ', tokenTypes.access),
  changed('an unknown member', 'note', 'x'),
  changed('a list of critical members', 'crit', ['exp']),
  refused(
    'an unencoded payload announced',
    clause,
    envelope({ header: { ...head, b64: false, crit: ['b64'] } }),
    malformed(),
  ),
  changed('b64 false without crit', 'b64', false),
  changed('an embedded key', 'jwk', keys.stranger.publicJwk),
  changed('a key by address', 'jku', 'https://attacker.example/jwks.json'),
  changed('a certificate by address', 'x5u', 'https://attacker.example/cert.pem'),
  changed('a certificate', 'x5c', ['MIIB']),
  changed('a content type', 'cty', 'JWT'),
  changed('compression', 'zip', 'DEF'),
  refused('alg twice', clause, envelope({ header: twice('alg', 'none') }), malformed('/header/alg')),
  refused('kid twice', clause, envelope({ header: twice('kid', keys.stranger.kid) }), malformed('/header/kid')),
  changed('alg none', 'alg', 'none'),
  refused(
    'alg HS256, keyed with the public key',
    clause,
    envelope({ header: { ...head, alg: 'HS256' }, signature: hmac }),
    malformed('/header/alg'),
  ),
  changed('alg RS256', 'alg', 'RS256'),
  changed('alg in lower case', 'alg', 'eddsa'),
  changed('alg of another kind of key', 'alg', 'ES256'),
  refused(
    'an Ed25519 algorithm with a P-256 key',
    clause,
    envelope({ key: keys.shenzhen, header: { ...headerOf(keys.shenzhen), alg: 'Ed25519' } }),
    malformed('/header/alg'),
  ),
  changed('kid a number', 'kid', 1),
  changed('kid too short', 'kid', keys.guangzhou.kid.slice(1)),
  changed('kid too long', 'kid', `${keys.guangzhou.kid}A`),
  refused('the header is a list', clause, envelope({ header: '[]' }), malformed()),
  refused('the header is no JSON', clause, envelope({ header: '{alg:"Ed25519"}' }), malformed()),
  refused('the header is not UTF-8', clause, envelope({ header: Buffer.from([0x7b, 0xff, 0x7d]) }), malformed()),
  refused(
    'the header begins with a byte order mark',
    clause,
    envelope({ header: `\ufeff${JSON.stringify(head)}` }),
    malformed(),
  ),
]
