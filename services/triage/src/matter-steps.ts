import type { Step } from '@inquiry/work-loop'
import { followPrimariesStep, mergeReader, type MergeOptions } from './merge/follow-primaries.worker.ts'

/** What keeps matters by following the log, beside the triage of new cases. */
export function matterReaders(options: MergeOptions): Record<string, Step> {
  return { [mergeReader]: followPrimariesStep(options) }
}
