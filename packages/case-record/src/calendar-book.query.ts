import { Calendar, calendars as shippedCalendars } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** The channel on which a newly put calendar is announced. */
export const calendarChannel = 'calendar'

/** The calendars by which dates are reckoned just now: the same list until one is put, because clocks keep what they made of it. */
export interface CalendarBook {
  current: () => readonly Calendar[]
  /** Read the calendars anew. */
  refresh: () => Promise<void>
}

export async function openCalendarBook(db: Database): Promise<CalendarBook> {
  let list = await calendarsInForce(db)
  return {
    current: () => list,
    async refresh() {
      list = await calendarsInForce(db)
    },
  }
}

/** For each year the calendar that was put last, else the shipped one; in the order of the years. */
export async function calendarsInForce(db: Database | Transaction): Promise<readonly Calendar[]> {
  const rows = await db.selectFrom('calendar').select(['year', 'body']).orderBy('put_at').execute()
  const byYear = new Map(shippedCalendars.map((calendar) => [calendar.year, calendar]))
  for (const { year, body } of rows) byYear.set(year, Calendar.parse(body))
  return [...byYear.values()].toSorted((one, other) => one.year - other.year)
}

/** Put a calendar on record. Answers `conflict` where this version of the year is there with other days. */
export async function putCalendar(
  tx: Transaction,
  calendar: Calendar,
  by: { subject: string; at: Date },
): Promise<'new' | 'same' | 'conflict'> {
  const body = JSON.stringify(calendar)
  const shipped = shippedCalendars.find(({ year, version }) => year === calendar.year && version === calendar.version)
  if (shipped) return JSON.stringify(Calendar.parse(shipped)) === body ? 'same' : 'conflict'
  const added = await tx
    .insertInto('calendar')
    .values({ year: calendar.year, version: calendar.version, body, put_at: by.at, put_by: by.subject })
    .onConflict((c) => c.doNothing())
    .returning('year')
    .executeTakeFirst()
  if (!added) return (await isSame(tx, calendar, body)) ? 'same' : 'conflict'
  await sql`select pg_notify(${calendarChannel}, '')`.execute(tx)
  return 'new'
}

async function isSame(tx: Transaction, { year, version }: Calendar, body: string): Promise<boolean> {
  const row = await tx
    .selectFrom('calendar')
    .select('body')
    .where('year', '=', year)
    .where('version', '=', version)
    .executeTakeFirst()
  return row !== undefined && JSON.stringify(Calendar.parse(row.body)) === body
}
