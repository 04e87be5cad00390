import type { Language } from '@inquiry/schema'
import type { Fault } from '@inquiry/schema'
import type { OddNumber } from './i-json-scan.ts'
import { fault } from './refusal.ts'

const coordinate = /^\/messages\/\d+\/data\/place\/(longitude|latitude)$/
const atMostSevenDecimals = /^-?\d+(\.\d{1,7})?$/

/**
 * What is wrong with the numbers of the message at `index`: all are integers written plainly, but for longitude and
 * latitude of its place, which have at most seven decimals and no exponent (annex A1). Empty when nothing is.
 */
export function messageNumberFaults(odd: readonly OddNumber[], index: number, language: Language = 'zh'): Fault[] {
  if (odd.length === 0) return []
  const mine = `/messages/${index}/`
  return odd.flatMap(({ pointer, literal }) => {
    if (!pointer.startsWith(mine)) return []
    if (!coordinate.test(pointer)) return [fault({ pointer, rule: 'integer' }, language)]
    return atMostSevenDecimals.test(literal) ? [] : [fault({ pointer, rule: 'decimals' }, language)]
  })
}
