import { readFileSync } from 'node:fs'
import { importVerificationKey, type KeyRecord, type VerificationKey } from '@inquiry/envelope'

type PublishedKey = {
  name: string
  kid: string
  alg: string
  publicJwk: Record<string, string>
  privateJwk: Record<string, string>
}

/** The world that the vectors play in, as anyone reads it. */
export type World = {
  hubId: string
  now: number
  registeredKeys: (PublishedKey & { nodeId: string; revokedAt?: number; notAfter?: number; suspended?: string })[]
  unregisteredKeys: PublishedKey[]
  hubKeys: PublishedKey[]
}

/** A published vector file. */
export function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../schemas/vectors/${name}.json`, import.meta.url), 'utf8')) as T
}

export const world = vectors<World>('world')
export const now = new Date(world.now * 1000)

/** The key as a verifier holds it. */
export function imported({ publicJwk }: PublishedKey): VerificationKey {
  const key = importVerificationKey(publicJwk)
  if (key === undefined) throw new Error('a key of the vectors cannot be used')
  return key
}

/** The registered key of a thumbprint. */
export function findKey(kid: string): KeyRecord | undefined {
  const found = world.registeredKeys.find((key) => key.kid === kid)
  if (found === undefined) return undefined
  const { alg, publicKey } = imported(found)
  return {
    kid,
    nodeId: found.nodeId,
    alg,
    publicKey,
    ...(found.revokedAt !== undefined && { revokedAt: new Date(found.revokedAt * 1000) }),
    ...(found.notAfter !== undefined && { notAfter: new Date(found.notAfter * 1000) }),
    ...(found.suspended !== undefined && { suspended: { reason: found.suspended } }),
  }
}
