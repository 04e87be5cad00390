import type { Database } from '@inquiry/database'
import { eraseAccessRecords, eraseBatch, eraseOriginals, eraseUnnamed } from './erase.query.ts'
import { accessRecordYears, unnamedDays, yearsBefore, type RetentionRules } from './rules.ts'

/** What a run has erased: cases by part, signed originals, records, and bytes. */
export type Erased = { reporters: number; texts: number; originals: number; accessRecords: number; attachments: number }

/** Erase everything whose time has come. It may be stopped at any moment and run again. */
export async function retain(db: Database, rules: RetentionRules, now: Date): Promise<Erased> {
  const reporters = yearsBefore(now, rules.reporterYears)
  return {
    reporters: await eraseAll(db, {
      part: 'reporter',
      before: reporters,
      rule: `reporter ${rules.reporterYears} years`,
      now,
    }),
    texts: await eraseAll(db, {
      part: 'text',
      before: yearsBefore(now, rules.textYears),
      rule: `text ${rules.textYears} years`,
      now,
    }),
    originals: await eraseOriginals(db, reporters),
    accessRecords: await eraseAccessRecords(db, yearsBefore(now, accessRecordYears)),
    attachments: await eraseUnnamed(db, new Date(now.getTime() - unnamedDays * 24 * 3_600_000)),
  }
}

async function eraseAll(db: Database, asked: Parameters<typeof eraseBatch>[1]): Promise<number> {
  let total = 0
  for (let erased = await eraseBatch(db, asked); erased > 0; erased = await eraseBatch(db, asked)) total += erased
  return total
}
