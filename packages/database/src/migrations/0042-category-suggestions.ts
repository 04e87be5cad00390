import { sql, type Kysely } from 'kysely'

/** What the hub holds to be the category of cases whose node gave none: a suggestion, which stands for nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table category_suggestion (
        case_id uuid primary key,
        suggestions json not null,
        suggested_at timestamptz not null
      )`,
    )
    .execute(db)
}
