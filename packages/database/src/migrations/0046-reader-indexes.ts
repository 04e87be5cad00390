import { sql, type Kysely } from 'kysely'

/** What readers of the log look up at each step is found by an index, however long the tables have grown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Wishes that a case's alarms be set anew: looked for every quarter of a second, and nearly always none.
  `create index due_alarm_reset on due_alarm (case_id) where kind = 'reset'`,
  `create index heat_case_of on heat_case (case_id)`,
]
