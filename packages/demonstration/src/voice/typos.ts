import { chance, pick } from '../random.ts'
import type { Random } from '../random.ts'

/** What a hasty hand on a pinyin keyboard writes instead. */
const slips: readonly (readonly [string, string])[] = [
  ['已经', '己经'],
  ['反映', '反应'],
  ['再', '在'],
  ['账', '帐'],
  ['哪里', '那里'],
  ['做', '作'],
  ['必须', '必需'],
  ['一直', '一至'],
  ['部门', '部们'],
  ['安装', '按装'],
  ['垃圾', '拉圾'],
  ['严重', '严中'],
  ['的时候', '得时候'],
  ['现在', '现再'],
  ['尽快', '尽块'],
  ['好像', '好象'],
  ['，', ','],
  ['。', '.'],
  ['。', '，'],
]

/** The text with one to three slips of the hand, where it has words that invite them. */
export function mistype(random: Random, text: string): string {
  const inviting = slips.filter(([right]) => text.includes(right))
  if (inviting.length === 0) return text
  let result = text
  for (let slip = 0; slip < 3 && chance(random, slip === 0 ? 1 : 0.5); slip++) {
    const [right, wrong] = pick(random, inviting)
    result = result.replace(right, wrong)
  }
  return result
}
