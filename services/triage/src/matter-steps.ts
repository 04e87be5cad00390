import type { Step } from '@inquiry/work-loop'
import { coolerName, coolHotspotsStep, heatReader, tellHotspotsStep } from './heat/tell-hotspots.worker.ts'
import { followPrimariesStep, mergeReader, type MergeOptions } from './merge/follow-primaries.worker.ts'

/** What keeps matters by following the log, beside the triage of new cases. */
export function matterReaders(options: MergeOptions): Record<string, Step> {
  return { [mergeReader]: followPrimariesStep(options), [heatReader]: tellHotspotsStep(options) }
}

/** What looks after matters by the hub's clock. */
export function matterClocks(options: MergeOptions): Record<string, Step> {
  return { [coolerName]: coolHotspotsStep(options) }
}
