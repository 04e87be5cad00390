import type { LogOptions } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { eraseAccessRecords, eraseBatch, eraseOriginals, eraseUnnamed, type Erasing } from './erase.query.ts'
import { accessRecordYears, unnamedDays, yearsBefore, type RetentionRules } from './rules.ts'

export type RetainOptions = LogOptions & { db: Database; rules: RetentionRules }

/** What a run has erased: cases by part, signed originals, records, and bytes. */
export type Erased = { reporters: number; texts: number; originals: number; accessRecords: number; attachments: number }

/**
 * Erase everything whose time has come; what was erased, by which rule, is an event of the log. It may be stopped at any
 * moment and run again.
 */
export async function retain({ db, rules, ...log }: RetainOptions): Promise<Erased> {
  const now = log.now()
  const reporters = { before: yearsBefore(now, rules.reporterYears), rule: `reporter ${rules.reporterYears} years` }
  const texts = { before: yearsBefore(now, rules.textYears), rule: `text ${rules.textYears} years` }
  const records = { before: yearsBefore(now, accessRecordYears), rule: `access record ${accessRecordYears} years` }
  const unnamed = {
    before: new Date(now.getTime() - unnamedDays * 24 * 3_600_000),
    rule: `unnamed attachment ${unnamedDays} days`,
  }
  return {
    reporters: await inBatches((erasing) => eraseBatch(db, log, 'reporter', erasing), reporters),
    texts: await inBatches((erasing) => eraseBatch(db, log, 'text', erasing), texts),
    originals: await eraseOriginals(db, log, reporters),
    accessRecords: await eraseAccessRecords(db, log, records),
    attachments: await eraseUnnamed(db, log, unnamed),
  }
}

async function inBatches(erase: (erasing: Erasing) => Promise<number>, erasing: Erasing): Promise<number> {
  let total = 0
  for (let erased = await erase(erasing); erased > 0; erased = await erase(erasing)) total += erased
  return total
}
