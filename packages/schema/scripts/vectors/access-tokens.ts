import { type ProblemSlug, tokenTypes } from '../../src/index.ts'
import { base64url, headerOf, type Parts, envelope } from './compact.ts'
import type { TestKey } from './keys.ts'
import { hubId, keys, now } from './world.ts'

/** A bearer token and what comes of reading with it: the node that reads, or the problem that is answered. */
export type AccessTokenVector = {
  name: string
  clause: string
  token: string
  expect: { nodeId: string } | { status: number; problem: ProblemSlug }
}

const unauthenticated = { status: 401, problem: 'unauthenticated' } as const

type Changed = {
  claims?: Record<string, unknown>
  key?: TestKey
  header?: Record<string, unknown>
  signature?: Parts['signature']
}

function token({ claims = {}, key = keys.guangzhou, header = {}, signature }: Changed = {}): string {
  const good = { iss: '440100', aud: hubId, iat: now - 10, exp: now + 290, jti: 'a-1' }
  const head = { ...headerOf(key, tokenTypes.access), ...header }
  return envelope({ key, header: head, payload: { ...good, ...claims }, ...(signature && { signature }) })
}

function refused(
  name: string,
  changed: Changed,
  expect: AccessTokenVector['expect'] = unauthenticated,
  clause = 'B4',
): AccessTokenVector {
  return { name, clause, token: token(changed), expect }
}

export const accessTokenVectors: readonly AccessTokenVector[] = [
  { name: 'a good token', clause: '§3', token: token(), expect: { nodeId: '440100' } },
  {
    name: 'a good token, ES256',
    clause: '§3',
    token: token({ key: keys.shenzhen, claims: { iss: '440300' } }),
    expect: { nodeId: '440300' },
  },
  {
    name: 'a token of 300 seconds',
    clause: '§3',
    token: token({ claims: { iat: now, exp: now + 300 } }),
    expect: { nodeId: '440100' },
  },
  {
    name: 'issued 60 seconds ahead',
    clause: 'B4',
    token: token({ claims: { iat: now + 60, exp: now + 90 } }),
    expect: { nodeId: '440100' },
  },
  refused('a token of 301 seconds', { claims: { iat: now, exp: now + 301 } }),
  refused('expired this second', { claims: { exp: now } }),
  refused('issued 61 seconds ahead', { claims: { iat: now + 61, exp: now + 90 } }),
  refused('no jti', { claims: { jti: undefined } }),
  refused('no exp', { claims: { exp: undefined } }),
  refused('typ of an envelope', { header: { typ: tokenTypes.envelope } }),
  refused('no typ', { header: { typ: undefined } }),
  refused('alg none', { header: { alg: 'none' } }),
  refused('an embedded key', { header: { jwk: keys.stranger.publicJwk } }),
  { name: 'no token at all', clause: 'B4', token: '', expect: unauthenticated },
  { name: 'something else', clause: 'B4', token: base64url('hello'), expect: unauthenticated },
  refused('an unknown key', { key: keys.stranger }, { status: 401, problem: 'unknown-key' }),
  refused('a revoked key', { key: keys.revoked }, { status: 401, problem: 'key-revoked' }),
  refused('another’s key', { key: keys.shenzhen }, { status: 401, problem: 'unknown-key' }),
  refused(
    'a signature that does not hold',
    { signature: keys.stranger.sign },
    { status: 401, problem: 'invalid-signature' },
  ),
  refused('another hub', { claims: { aud: '450000-hub' } }, { status: 401, problem: 'wrong-audience' }),
  refused(
    'a suspended node',
    { key: keys.suspended, claims: { iss: '440500' } },
    { status: 403, problem: 'node-suspended' },
    'B32',
  ),
]
