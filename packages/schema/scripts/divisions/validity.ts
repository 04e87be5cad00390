import type { Division } from './revisions.ts'

/** Day from which a code holds that stands in the first revision at hand: the first edition of the table, GB 2260–80. */
export const baseline = '1980-01-01'

/** The revisions of the code table at hand, by the month whose end they describe. */
const revisions = [
  '200212',
  '200306',
  '200312',
  '200403',
  '200409',
  '200412',
  '200506',
  '200512',
  '200612',
  '200712',
  '200812',
  '200912',
  '201010',
  '201110',
  '201210',
  '201308',
  '201410',
  '201509',
  '201607',
  '202306',
]

/**
 * The longest period that the revisions allow: a code came after the last revision without it, and went before the end
 * of the first revision without it. Where the exact day is not known, old and new code both hold in between, so that no
 * lawful code is refused.
 */
export function periodOf(division: Division): { validFrom: string; validTo?: string } {
  const before = revisions[place(division.first) - 1]
  const after = revisions[place(division.last) + 1]
  const validFrom = before === undefined ? baseline : firstDayAfter(before)
  return after === undefined ? { validFrom } : { validFrom, validTo: firstDayAfter(after) }
}

/** Whether `next` came in the revision from which `division` was left out. */
export function followsImmediately(division: Division, next: Division): boolean {
  return place(next.first) === place(division.last) + 1
}

/** Whether the newest revision still has the division. */
export function isCurrent(division: Division): boolean {
  return division.last === revisions.at(-1)
}

function place(revision: string): number {
  const index = revisions.indexOf(revision)
  if (index < 0) throw new Error(`unknown revision ${revision}`)
  return index
}

function firstDayAfter(month: string): string {
  const year = Number(month.slice(0, 4))
  const next = Number(month.slice(4)) + 1
  return next > 12 ? `${year + 1}-01-01` : `${year}-${String(next).padStart(2, '0')}-01`
}
