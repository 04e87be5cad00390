import { chineseReason } from './chinese-reason.ts'
import { englishReason } from './english-reason.ts'
import type { Reckoning } from './reckoning.ts'
import { tell } from './told.ts'

/** The reason of a due date in one line of Chinese and one of English, for officials and citizens to check by hand. */
export function printedReason(reckoning: Reckoning): { zh: string; en: string } {
  const told = tell(reckoning)
  return { zh: chineseReason(told), en: englishReason(told) }
}
