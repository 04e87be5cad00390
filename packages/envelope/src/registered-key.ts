import type { KeyObject } from 'node:crypto'
import type { Language } from '@inquiry/schema'
import type { Compact } from './compact.ts'
import { malformed, refuse } from './refusal.ts'
import type { Judged, Refusal } from './refusal.ts'
import { algorithmNamed, verifySignature } from './signature.ts'
import type { Algorithm } from './signature.ts'

/** A key as the hub has it registered to a node. `publicKey` is an imported one, whose point was examined. */
export type KeyRecord = {
  kid: string
  nodeId: string
  alg: Algorithm
  publicKey: KeyObject
  revokedAt?: Date
  notAfter?: Date
  suspended?: { reason: string }
}

/** The record of a thumbprint, from wherever the hub keeps it. */
export type FindKey = (kid: string) => KeyRecord | undefined | Promise<KeyRecord | undefined>

/**
 * The registered key that signed, once its signature holds. A key revoked or expired at `now` still signs for what was
 * recorded before: `revoked` then carries the refusal that anything new meets.
 */
export async function verifyByRegisteredKey(
  compact: Compact,
  findKey: FindKey,
  now: Date,
  language: Language,
): Promise<Judged<{ key: KeyRecord; revoked?: Refusal }>> {
  const key = await findKey(compact.kid)
  if (!key) return { ok: false, refusal: unknownKey(compact.kid) }
  const revoked = judgeValidity(key, now)
  if (algorithmNamed(compact.alg) !== key.alg)
    return { ok: false, refusal: revoked ?? malformed([{ pointer: '/header/alg', rule: 'algorithm' }], language) }
  if (!(await verifySignature(key.alg, key.publicKey, compact.signingInput, compact.signature)))
    return { ok: false, refusal: revoked ?? invalidSignature() }
  return { ok: true, key, ...(revoked ? { revoked } : {}) }
}

/** `unknown-key`: the thumbprint is not registered, or not to the node that `iss` names. */
export function unknownKey(kid: string): Refusal {
  return refuse('unknown-key', `密钥 ${kid} 未登记在该节点名下`, `the key ${kid} is not registered to this node`)
}

/** `invalid-signature`: the bytes were changed on the way, or another key signed. */
export function invalidSignature(): Refusal {
  return refuse(
    'invalid-signature',
    '签名与内容或密钥不符：签名输入为前两段原文及其间的点',
    'the signature does not match the bytes or the key; it is over the first two parts and the dot between them',
  )
}

/** `wrong-audience`, unless the claim names this hub. */
export function judgeAudience(aud: string, hubId: string): Refusal | undefined {
  if (aud === hubId) return undefined
  return refuse('wrong-audience', `aud 应为 ${hubId}`, `aud must be ${hubId}`)
}

/** `node-suspended` with the coordinator's reason, while the node is. */
export function judgeSuspension(key: KeyRecord): Refusal | undefined {
  if (!key.suspended) return undefined
  const { reason } = key.suspended
  return {
    ...refuse('node-suspended', `节点已暂停：${reason}`, `the node is suspended: ${reason}`),
    members: { reason },
  }
}

function judgeValidity(key: KeyRecord, now: Date): Refusal | undefined {
  if (key.revokedAt && key.revokedAt <= now)
    return refuse(
      'key-revoked',
      `密钥已于 ${key.revokedAt.toISOString()} 撤销`,
      `the key was revoked at ${key.revokedAt.toISOString()}`,
    )
  if (key.notAfter && key.notAfter <= now)
    return refuse(
      'key-revoked',
      `密钥已于 ${key.notAfter.toISOString()} 过期`,
      `the key expired at ${key.notAfter.toISOString()}`,
    )
  return undefined
}
