import type { Database, Transaction } from '@inquiry/database'
import {
  decryptionKeyOf,
  exportPrivateKey,
  generateEncryptionKey,
  generateSigningKey,
  importPrivateKey,
  signingKeyOf,
  unwrapKey,
  wrapKey,
  type DecryptionKey,
  type PublicJwk,
  type SigningKey,
  type VerificationJwk,
} from '@inquiry/envelope'
import { sql } from 'kysely'
import { announceRegistry } from './nodes.query.ts'

/** What a key of the hub is for. Each purpose has keys of its own, so that no signature passes for another. */
export type HubKeyPurpose = 'receipt' | 'log' | 'encryption'

/** The hub's keys: the present one of each purpose, every one that can still open, and all public ones. */
export type HubKeys = {
  receipt: SigningKey
  /** The keys that sign checkpoints: the present one first, then those it has replaced within the last 30 days. */
  logs: readonly [SigningKey, ...SigningKey[]]
  encryption: DecryptionKey
  /** By thumbprint: what was sealed to an older key can be opened as long as it is kept. */
  decryption: ReadonlyMap<string, DecryptionKey>
  /** What `jwks.json` publishes: present and past receipt and encryption keys. The log's key is not among them. */
  jwks: readonly PublicJwk[]
}

/** How long checkpoints are also signed by a log key that was replaced, so that who knows the old one can take the new. */
const logOverlapMs = 30 * 24 * 3_600_000

/** Load the hub's keys, unwrapped with the master key (32 bytes); those that are missing are made. */
export async function loadHubKeys(tx: Transaction, masterKey: Uint8Array, now: Date): Promise<HubKeys> {
  const receipts = await keysFor(tx, masterKey, 'receipt', now)
  const [log, ...pastLogs] = await keysFor(tx, masterKey, 'log', now)
  const encryptions = await keysFor(tx, masterKey, 'encryption', now)
  const decryption = encryptions.map(({ key }) => decryptionKeyOf(key))
  const isOverlapping = ({ retiredAt }: KeptKey): boolean =>
    retiredAt !== null && now.getTime() - retiredAt.getTime() < logOverlapMs
  return {
    receipt: signingKeyOf(receipts[0].key),
    logs: [signingKeyOf(log.key), ...pastLogs.filter(isOverlapping).map(({ key }) => signingKeyOf(key))],
    encryption: decryptionKeyOf(encryptions[0].key),
    decryption: new Map(decryption.map((key) => [key.kid, key])),
    jwks: [...receipts.map(({ key }) => signingKeyOf(key).jwk), ...decryption.map((key) => key.jwk)],
  }
}

/** The public keys of the log, the present one first; only those whose private half opens with the master key count. */
export async function readLogKeys(db: Database, masterKey: Uint8Array): Promise<VerificationJwk[]> {
  return (await keptKeys(db, masterKey, 'log')).map(({ key }) => signingKeyOf(key).jwk)
}

/** A key of the hub as it is listed. */
export type ListedHubKey = { purpose: HubKeyPurpose; kid: string; createdAt: Date; retiredAt: Date | null }

/** Every key of the hub by its purpose, the present one first. */
export async function listHubKeys(db: Database): Promise<ListedHubKey[]> {
  const rows = await db
    .selectFrom('hub_key')
    .select(['purpose', 'kid', 'created_at', 'retired_at'])
    .orderBy('purpose')
    .orderBy(sql`retired_at desc nulls first`)
    .execute()
  return rows.map(({ purpose, kid, created_at, retired_at }) => ({
    purpose: purpose as HubKeyPurpose,
    kid,
    createdAt: created_at,
    retiredAt: retired_at,
  }))
}

/** Make a new key for a purpose; the present one is retired and stays for verification. Answers both names. */
export async function rotateHubKey(
  tx: Transaction,
  masterKey: Uint8Array,
  purpose: HubKeyPurpose,
  now: Date,
): Promise<{ kid: string; replaces: string | undefined }> {
  const retired = await tx
    .updateTable('hub_key')
    .set({ retired_at: now })
    .where('purpose', '=', purpose)
    .where('retired_at', 'is', null)
    .returning('kid')
    .executeTakeFirst()
  const key = purpose === 'encryption' ? generateEncryptionKey() : generateSigningKey()
  await tx
    .insertInto('hub_key')
    .values({
      purpose,
      kid: key.kid,
      jwk: JSON.stringify(key.jwk),
      wrapped_private: wrapKey(exportPrivateKey(key.privateKey), key.kid, masterKey),
      created_at: now,
      retired_at: null,
    })
    .execute()
  await announceRegistry(tx)
  return { kid: key.kid, replaces: retired?.kid }
}

type KeptKey = { key: ReturnType<typeof importPrivateKey>; retiredAt: Date | null }

/** Every private key of a purpose, the present one first; one is made where there is none. */
async function keysFor(
  tx: Transaction,
  masterKey: Uint8Array,
  purpose: HubKeyPurpose,
  now: Date,
): Promise<[KeptKey, ...KeptKey[]]> {
  let [present, ...past] = await keptKeys(tx, masterKey, purpose)
  if (!present) {
    // Two hubs may start on an empty database at once: the second waits, and finds what the first has made.
    await sql`lock table hub_key in share row exclusive mode`.execute(tx)
    ;[present, ...past] = await keptKeys(tx, masterKey, purpose)
  }
  if (!present) {
    await rotateHubKey(tx, masterKey, purpose, now)
    ;[present, ...past] = await keptKeys(tx, masterKey, purpose)
  }
  if (!present) throw new Error('a hub key that was just made is missing')
  return [present, ...past]
}

async function keptKeys(db: Database | Transaction, masterKey: Uint8Array, purpose: HubKeyPurpose): Promise<KeptKey[]> {
  const rows = await db
    .selectFrom('hub_key')
    .select(['kid', 'wrapped_private', 'retired_at'])
    .where('purpose', '=', purpose)
    .orderBy(sql`retired_at desc nulls first`)
    .execute()
  return rows.map(({ kid, wrapped_private, retired_at }) => {
    const key = unwrapKey(wrapped_private, kid, masterKey)
    if (!key) throw new WrongMasterKey(`The hub's ${purpose} key ${kid} does not open with this master key.`)
    return { key: importPrivateKey(key), retiredAt: retired_at }
  })
}

/** The master key is not the one that the stored keys were wrapped with. */
export class WrongMasterKey extends Error {
  override name = 'WrongMasterKey'
}
