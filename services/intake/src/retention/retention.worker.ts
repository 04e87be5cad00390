import type { Database } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { retain } from './retain.ts'
import type { RetentionRules } from './rules.ts'

/** The worker that erases what is due. */
export const retentionWorker = 'retention'

/** One step: everything that is due by now. It answers 0, so that it waits for the next hour. */
export function retentionStep({ db, rules, now }: { db: Database; rules: RetentionRules; now: () => Date }): Step {
  return async () => {
    await retain(db, rules, now())
    return 0
  }
}
