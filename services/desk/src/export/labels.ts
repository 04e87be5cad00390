import { listNodes } from '@inquiry/registry'
import type { Database } from '@inquiry/database'
import type { AttentionReason } from '@inquiry/lifecycle'
import {
  categories,
  channels,
  entryOf,
  natures,
  statuses,
  urgencies,
  type CodeList,
  type Language,
} from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'

/** What codes are called in a language; a code that no list has stands for itself, and nothing for nothing. */
export type Labels = {
  status: (code: string) => string
  nature: (code: string) => string
  channel: (code: string) => string
  urgency: (code: string) => string
  category: (code: string) => string
  division: (code: string) => string
  node: (nodeId: string) => string
  attention: (reason: string) => string
  yes: (value: boolean) => string
}

/** Labels in a language, with the names of nodes as they are now. */
export async function labelsIn(db: Database, language: Language): Promise<Labels> {
  const names = new Map((await listNodes(db)).map(({ nodeId, name }) => [nodeId, name]))
  const of = (list: CodeList) => (code: string) => entryOf(list, code)?.[language] ?? code
  return {
    status: of(statuses),
    nature: of(natures),
    channel: of(channels),
    urgency: of(urgencies),
    category: of(categories),
    division: (code) => divisionName(code, language),
    node: (nodeId) => names.get(nodeId) ?? nodeId,
    attention: (reason) => attentions[reason as AttentionReason]?.[language] ?? reason,
    yes: (value) => (value ? { zh: '是', en: 'yes' }[language] : { zh: '否', en: 'no' }[language]),
  }
}

/** `广州市天河区`, `Tianhe District, Guangzhou City`; the province goes without saying. */
function divisionName(code: string, language: Language): string {
  const entry = entryOf(divisions, code)
  if (!entry) return code
  const parent =
    entry.parent === undefined || entry.parent.endsWith('0000') ? undefined : entryOf(divisions, entry.parent)
  if (!parent) return entry[language]
  return language === 'zh' ? `${parent.zh}${entry.zh}` : `${entry.en}, ${parent.en}`
}

const attentions: Record<AttentionReason, Record<Language, string>> = {
  unroutable: { zh: '无法分派', en: 'Unroutable' },
  returned: { zh: '被退回', en: 'Returned' },
  'returned-three-times': { zh: '三次退回', en: 'Returned three times' },
  'extension-requested': { zh: '申请延期', en: 'Extension requested' },
  'reopen-requested': { zh: '申请重办', en: 'Reopening requested' },
  'review-requested': { zh: '申请复查', en: 'Review requested' },
}
