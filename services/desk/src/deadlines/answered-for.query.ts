import { canonicalDigest } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import { signPublished, type PublishedKind, type Signer } from '@inquiry/envelope'

/** What stands beside published data: what it amounts to, and the hub's word for it. */
export type AnsweredFor = { digest: string; signature: string }

/**
 * Data as the hub publishes it, with its signature. It is made once, when the data is first put or asked for; later
 * answers bear the same one, also when the hub signs with another key since.
 */
export async function answeredFor<T extends object>(
  db: Database | Transaction,
  { kind, signer, now }: { kind: PublishedKind; signer: Signer; now: Date },
  data: T,
): Promise<T & AnsweredFor> {
  const digest = canonicalDigest(data)
  const kept = await keptSignature(db, digest)
  if (kept !== undefined) return { ...data, digest, signature: kept }
  const signature = await signPublished(kind, data, signer)
  await db
    .insertInto('published_signature')
    .values({ digest, signature, signed_at: now })
    .onConflict((c) => c.doNothing())
    .execute()
  // Two may have signed at the same instant: everybody is shown the one that was kept.
  return { ...data, digest, signature: (await keptSignature(db, digest)) ?? signature }
}

async function keptSignature(db: Database | Transaction, digest: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('published_signature')
    .select('signature')
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row?.signature
}
