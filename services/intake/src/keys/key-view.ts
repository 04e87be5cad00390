import { logTime } from '@inquiry/case-log'
import { isActive, type RegisteredKey } from '@inquiry/registry'
import type { NodeKey } from '@inquiry/schema'

/** A key as its node sees it. */
export function keyView(key: RegisteredKey, now: Date): NodeKey {
  return {
    kid: key.kid,
    alg: key.alg,
    status: key.revokedAt === null ? (isActive(key, now) ? 'active' : 'expired') : 'revoked',
    registeredAt: logTime(key.registeredAt),
    ...(key.notAfter ? { notAfter: logTime(key.notAfter) } : {}),
    ...(key.revokedAt ? { revokedAt: logTime(key.revokedAt) } : {}),
  }
}
