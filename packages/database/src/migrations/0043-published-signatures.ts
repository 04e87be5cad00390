import { sql, type Kysely } from 'kysely'

/** The hub's signatures of the calendars and profiles that it publishes, each made once and kept through its keys' rotations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table published_signature (
        digest text primary key,
        signature text not null,
        signed_at timestamptz not null
      )`,
    )
    .execute(db)
}
