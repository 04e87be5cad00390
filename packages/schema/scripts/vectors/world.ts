import { ed25519Key, p256Key, type TestKey } from './keys.ts'

/** The hub's time in every vector: 2026-11-22T10:00:00+08:00, in Unix seconds. */
export const now = 1_795_312_800
export const hubId = '440000-hub'

/** A key as the hub has it registered, and how the hub looks at its node. */
type RegisteredKey = {
  key: TestKey
  nodeId: string
  /** Unix seconds. */
  revokedAt?: number
  notAfter?: number
  suspended?: string
}

export const keys = {
  guangzhou: ed25519Key('440100 first'),
  guangzhouSecond: ed25519Key('440100 second'),
  shenzhen: p256Key('440300 first'),
  revoked: ed25519Key('440100 revoked'),
  expired: ed25519Key('440100 expired'),
  suspended: ed25519Key('440500 first'),
  stranger: ed25519Key('nobody’s'),
  strangerP256: p256Key('nobody’s P-256'),
  hub: ed25519Key('440000-hub signing'),
  hubBefore: p256Key('440000-hub signing before'),
} as const

const registered: readonly RegisteredKey[] = [
  { key: keys.guangzhou, nodeId: '440100' },
  { key: keys.guangzhouSecond, nodeId: '440100' },
  { key: keys.shenzhen, nodeId: '440300' },
  { key: keys.revoked, nodeId: '440100', revokedAt: now - 60 },
  { key: keys.expired, nodeId: '440100', notAfter: now - 1 },
  { key: keys.suspended, nodeId: '440500', suspended: '密钥可能泄露' },
]

/** The world that all vectors play in, as a file: hub, time, keys. The private parts are for making further vectors. */
export function worldFile(): unknown {
  return {
    hubId,
    now,
    registeredKeys: registered.map(({ key, ...standing }) => ({ ...standing, ...shown(key) })),
    unregisteredKeys: [keys.stranger, keys.strangerP256].map(shown),
    hubKeys: [keys.hub, keys.hubBefore].map(shown),
  }
}

function shown({ name, alg, kid, publicJwk, privateJwk }: TestKey): object {
  return { name, alg, kid, publicJwk, privateJwk }
}
