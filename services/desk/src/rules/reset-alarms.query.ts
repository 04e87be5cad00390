import type { Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** Every case that a rule may concern is looked at anew: when the rules change, so do the instants of their alarms. */
export async function resetAlarms(tx: Transaction, now: Date): Promise<void> {
  await sql`
    insert into due_alarm (case_id, kind, step, due_at, at)
    select case_id, 'reset', '', '', ${now} from case_file
    where status in ('assigned', 'accepted', 'in-progress', 'under-review')
    on conflict do nothing`.execute(tx)
}
