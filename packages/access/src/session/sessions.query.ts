import { randomUUID } from 'node:crypto'
import type { Database } from '@inquiry/database'
import { sql } from 'kysely'
import type { CoordinatorIdentity, CoordinatorRole } from '../identity.ts'

/** A session ends after so long without a request. */
export const idleMs = 60 * 60_000
/** A session ends after so long, whatever is done in it: a working day. Rights that the provider changed hold from the next sign-in. */
export const longestMs = 10 * 60 * 60_000
/** That a session is used is noted at most so often. */
const notedMs = 60_000
/** Ended sessions stay on record for so long; with them goes the proof that a `state` was used. */
const recordedMs = 30 * 24 * 60 * 60_000

/** A session to be: the digests of its secret and of the `state` it came from, and who it is of. */
export type NewSession = {
  secretDigest: Buffer
  stateDigest: Buffer
  identity: CoordinatorIdentity
  wrappedIdToken: (id: string) => Buffer
}

/** A session as the administrators' list shows it. */
export type SessionOnRecord = {
  id: string
  subject: string
  name: string | null
  roles: CoordinatorRole[]
  divisions: string[] | null
  begunAt: Date
  seenAt: Date
  expiresAt: Date
}

/** Open a session once for its `state`: a second attempt with the same one finds the place taken and gets undefined. */
export async function openSession(db: Database, session: NewSession, now: Date): Promise<Date | undefined> {
  const { identity, secretDigest, stateDigest, wrappedIdToken } = session
  await db
    .deleteFrom('coordinator_session')
    .where('expires_at', '<', new Date(now.getTime() - recordedMs))
    .execute()
  const id = randomUUID()
  const expiresAt = new Date(now.getTime() + longestMs)
  const row = await db
    .insertInto('coordinator_session')
    .values({
      id,
      secret_digest: secretDigest,
      state_digest: stateDigest,
      subject: identity.subject,
      name: identity.name ?? null,
      roles: [...identity.roles],
      divisions: identity.divisions && [...identity.divisions],
      wrapped_id_token: wrappedIdToken(id),
      begun_at: now,
      seen_at: now,
      expires_at: expiresAt,
    })
    .onConflict((c) => c.column('state_digest').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row && expiresAt
}

/** Whose session it is, if it goes on at that time; that it was used is noted. */
export async function sessionOf(
  db: Database,
  secretDigest: Buffer,
  now: Date,
): Promise<CoordinatorIdentity | undefined> {
  const row = await db
    .selectFrom('coordinator_session')
    .select(['id', 'subject', 'name', 'roles', 'divisions', 'seen_at', 'expires_at'])
    .where('secret_digest', '=', secretDigest)
    .where(isOpen(now))
    .executeTakeFirst()
  if (!row) return undefined
  if (now.getTime() - row.seen_at.getTime() > notedMs)
    await db.updateTable('coordinator_session').set({ seen_at: now }).where('id', '=', row.id).execute()
  return {
    kind: 'coordinator',
    subject: row.subject,
    name: row.name ?? undefined,
    roles: row.roles as CoordinatorRole[],
    divisions: row.divisions,
    session: { id: row.id, expiresAt: row.expires_at },
  }
}

/** End a session, if it goes on; answers its ID token as it was wrapped. */
export async function endSession(db: Database, id: string, by: string, now: Date): Promise<Buffer | undefined> {
  const row = await db
    .updateTable('coordinator_session')
    .set({ ended_at: now, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('wrapped_id_token')
    .executeTakeFirst()
  return row?.wrapped_id_token
}

/** Every session that goes on, the newest first. */
export async function openSessions(db: Database, now: Date): Promise<SessionOnRecord[]> {
  const rows = await db
    .selectFrom('coordinator_session')
    .select(['id', 'subject', 'name', 'roles', 'divisions', 'begun_at', 'seen_at', 'expires_at'])
    .where(isOpen(now))
    .orderBy('begun_at', 'desc')
    .limit(1_000)
    .execute()
  return rows.map(({ begun_at, seen_at, expires_at, roles, ...row }) => ({
    ...row,
    roles: roles as CoordinatorRole[],
    begunAt: begun_at,
    seenAt: seen_at,
    expiresAt: expires_at,
  }))
}

function isOpen(now: Date) {
  const idleSince = new Date(now.getTime() - idleMs)
  return sql<boolean>`ended_at is null and expires_at > ${now}::timestamptz and seen_at > ${idleSince}::timestamptz`
}
