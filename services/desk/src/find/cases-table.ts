import type { Language } from '@inquiry/schema'
import type { Cell } from '../export/cell.ts'
import { localTime } from '../export/export-table.ts'
import type { Labels } from '../export/labels.ts'
import { lastSecondBefore } from './cases-filter.query.ts'
import type { SummaryFound } from './find-cases.query.ts'

type Column = Record<Language, string> & { cell: (row: SummaryFound, labels: Labels, now: Date) => Cell }

const codeOf = (category: unknown): string | null => (category as { code?: string } | null)?.code ?? null

/** What an export says of each case: what the list shows, each code with its label. */
const columns: readonly Column[] = [
  { zh: '案件编号', en: 'Case', cell: ({ case_id }) => case_id },
  { zh: '标题', en: 'Title', cell: ({ title }) => title },
  { zh: '状态', en: 'Status', cell: ({ status }, { status: label }) => label(status) },
  { zh: '状态代码', en: 'Status code', cell: ({ status }) => status },
  { zh: '诉求性质', en: 'Nature', cell: ({ nature }, { nature: label }) => label(nature) },
  { zh: '诉求性质代码', en: 'Nature code', cell: ({ nature }) => nature },
  { zh: '事项类别', en: 'Category', cell: ({ category }, { category: label }) => labelled(codeOf(category), label) },
  { zh: '事项类别代码', en: 'Category code', cell: ({ category }) => codeOf(category) },
  { zh: '区划', en: 'Division', cell: ({ division }, { division: label }) => label(division) },
  { zh: '区划代码', en: 'Division code', cell: ({ division }) => division },
  { zh: '来源节点', en: 'Origin', cell: ({ origin }, { node }) => node(origin) },
  { zh: '来源节点代码', en: 'Origin node', cell: ({ origin }) => origin },
  { zh: '承办单位', en: 'Handler', cell: ({ handler }, { node }) => labelled(handler, node) },
  { zh: '承办单位代码', en: 'Handler node', cell: ({ handler }) => handler },
  { zh: '渠道', en: 'Channel', cell: ({ channel }, { channel: label }) => label(channel) },
  { zh: '渠道代码', en: 'Channel code', cell: ({ channel }) => channel },
  { zh: '紧急程度', en: 'Urgency', cell: ({ urgency }, { urgency: label }) => label(urgency) },
  { zh: '紧急程度代码', en: 'Urgency code', cell: ({ urgency }) => urgency },
  { zh: '提交时间（北京时间）', en: 'Submitted (Asia/Shanghai)', cell: ({ submitted_at }) => localTime(submitted_at) },
  { zh: '登记时间（北京时间）', en: 'Recorded (Asia/Shanghai)', cell: ({ received_at }) => localTime(received_at) },
  {
    zh: '下一期限（北京时间）',
    en: 'Next due (Asia/Shanghai)',
    cell: ({ next_due_at }) => next_due_at && localTime(next_due_at),
  },
  {
    zh: '是否超期',
    en: 'Overdue',
    cell: ({ next_due_at }, { yes }, now) => yes(next_due_at !== null && next_due_at <= lastSecondBefore(now)),
  },
  { zh: '是否暂停计时', en: 'Paused', cell: ({ paused }, { yes }) => yes(paused) },
  { zh: '待协调', en: 'Attention', cell: ({ attention }, labels) => attention.map(labels.attention).join('; ') },
  { zh: '日志位置', en: 'Log position', cell: ({ position }) => position },
]

/** The headings; the last one says up to which position of the log everything is there. */
export function casesHeadings(language: Language, position: number): string[] {
  const asOf = language === 'zh' ? `（数据截至 ${position}）` : ` (data as of ${position})`
  return columns.map((column, at) => column[language] + (at === columns.length - 1 ? asOf : ''))
}

/** A case as a row. */
export function caseRow(row: SummaryFound, labels: Labels, now: Date): Cell[] {
  return columns.map(({ cell }) => cell(row, labels, now))
}

function labelled(code: string | null, label: (code: string) => string): string | null {
  return code === null ? null : label(code)
}
