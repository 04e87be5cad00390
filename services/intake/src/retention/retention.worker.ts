import type { Step } from '@inquiry/work-loop'
import { retain, type RetainOptions } from './retain.ts'

/** The worker that erases what is due. */
export const retentionWorker = 'retention'

/** One step: everything that is due by now. It answers 0, so that it waits for the next hour. */
export function retentionStep(options: RetainOptions): Step {
  return async () => {
    await retain(options)
    return 0
  }
}
