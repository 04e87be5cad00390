import type { Database } from '@inquiry/database'
import { importVerificationKey, type KeyRecord } from '@inquiry/envelope'
import { findKey } from './keys.query.ts'

/** Keys by thumbprint, kept at hand. Whoever changes nodes or keys, or hears of a change, empties it. */
export type KeyDirectory = {
  find: (kid: string) => Promise<KeyRecord | undefined>
  /** The key, where it is at hand; nothing is asked for it. */
  atHand: (kid: string) => KeyRecord | undefined
  forget: () => void
}

/** At most this many keys at hand: a hub has some hundreds. */
const mostAtHand = 10_000

/** A directory over the registry. Unknown thumbprints are not kept, so guessing costs no memory. */
export function createKeyDirectory(db: Database): KeyDirectory {
  const known = new Map<string, KeyRecord>()
  return {
    forget: () => known.clear(),
    atHand: (kid) => known.get(kid),
    async find(kid) {
      const held = known.get(kid)
      if (held) return held
      const record = await readKey(db, kid)
      if (record && known.size < mostAtHand) known.set(kid, record)
      return record
    },
  }
}

async function readKey(db: Database, kid: string): Promise<KeyRecord | undefined> {
  const row = await findKey(db, kid)
  const imported = row && importVerificationKey(row.jwk)
  if (!row || !imported) return undefined
  return {
    kid,
    nodeId: row.nodeId,
    alg: imported.alg,
    publicKey: imported.publicKey,
    ...(row.revokedAt === null ? {} : { revokedAt: row.revokedAt }),
    ...(row.notAfter === null ? {} : { notAfter: row.notAfter }),
    ...(row.suspendedReason === null ? {} : { suspended: { reason: row.suspendedReason } }),
  }
}
