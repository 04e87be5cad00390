import { atLogHead } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { Signer } from '@inquiry/envelope'
import { loadHubKeys, rotateHubKey, type HubKeyPurpose, type HubKeys } from './hub-keys.query.ts'

/** The hub's keys while it runs: whoever asks gets those of the moment, also after a rotation. */
export interface HubKeyRing {
  readonly keys: HubKeys
  /** Signs receipts with the present key. Its `kid` and `alg` belong to the signature that is asked for next. */
  readonly receiptSigner: Signer
  /** Read the keys anew; called when another process says that they have changed. */
  reload(): Promise<void>
  /**
   * Put a new key in the place of the present one of a purpose; the old one stays for verification and opening. Who did so
   * is in the private part of the event that the log has of it.
   */
  rotate(purpose: HubKeyPurpose, by: { hubId: string; subject: string }): Promise<void>
}

/** Open the ring with the master key (32 bytes); keys that are missing are made. Throws WrongMasterKey. */
export async function openHubKeyRing(db: Database, masterKey: Uint8Array, now: () => Date): Promise<HubKeyRing> {
  const load = (): Promise<HubKeys> => db.transaction().execute((tx) => loadHubKeys(tx, masterKey, now()))
  let keys = await load()
  return {
    get keys() {
      return keys
    },
    receiptSigner: {
      get kid() {
        return keys.receipt.kid
      },
      get alg() {
        return keys.receipt.alg
      },
      sign: (signingInput) => keys.receipt.signer.sign(signingInput),
    },
    async reload() {
      keys = await load()
    },
    async rotate(purpose, { hubId, subject }) {
      await atLogHead(db, { hubId, now }, async (tx, head) => {
        const { kid, replaces } = await rotateHubKey(tx, masterKey, purpose, head.now)
        if (replaces === undefined) return
        head.append({
          type: 'hub.key-rotated',
          caseId: null,
          subject: hubId,
          division: hubId.slice(0, 6),
          data: { purpose, kid, replaces },
          private: { by: subject },
          audience: [],
        })
      })
      keys = await load()
    },
  }
}
