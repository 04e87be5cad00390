import type { Language, Stats, StatsGroup, StatsMeasure } from '@inquiry/schema'
import type { Cell } from '../export/cell.ts'
import { inPieces, type ExportTable } from '../export/export-table.ts'
import type { Labels } from '../export/labels.ts'
import { definitions } from './definitions.ts'

const groupNames: Record<StatsGroup, Record<Language, string>> = {
  day: { zh: '日期（北京时间）', en: 'Day (Asia/Shanghai)' },
  week: { zh: '周', en: 'Week' },
  month: { zh: '月', en: 'Month' },
  division: { zh: '区划', en: 'Division' },
  city: { zh: '地市', en: 'City' },
  node: { zh: '来源节点', en: 'Origin' },
  handler: { zh: '承办单位', en: 'Handler' },
  category: { zh: '事项类别', en: 'Category' },
  nature: { zh: '诉求性质', en: 'Nature' },
  channel: { zh: '渠道', en: 'Channel' },
  status: { zh: '状态', en: 'Status' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
}
const measureNames: Record<StatsMeasure, Record<Language, string>> = {
  count: { zh: '登记数', en: 'Recorded' },
  open: { zh: '未办结', en: 'Open' },
  closed: { zh: '已办结', en: 'Closed' },
  overdue: { zh: '超期', en: 'Overdue' },
  onTimeRate: { zh: '按期回复率', en: 'On-time rate' },
  medianDaysToReply: { zh: '回复日数中位数', en: 'Median days to reply' },
  satisfaction: { zh: '满意率', en: 'Satisfaction' },
}
/** Groups whose values are themselves what people read. */
const plain: ReadonlySet<StatsGroup> = new Set(['day', 'week', 'month'])

export type StatsShown = {
  rows: Stats['rows']
  totals: Stats['totals']
  groups: readonly StatsGroup[]
  measures: readonly StatsMeasure[]
  position: number
  labels: Labels
  language: Language
  notes: ExportTable['notes']
}

/** Counts as a table: each group by code and label, each measure, and the totals in the last row. */
export function statsTable({
  rows,
  totals,
  groups,
  measures,
  position,
  labels,
  language,
  notes,
}: StatsShown): ExportTable {
  const asOf = language === 'zh' ? `（数据截至日志位置 ${position}）` : ` (as of log position ${position})`
  const headings = [
    ...groups.flatMap((group) => groupHeadings(group, language)),
    ...measures.map((measure, at) => measureNames[measure][language] + (at === 0 ? asOf : '')),
  ]
  const sum: Cell[] = [
    ...groups.flatMap((group, at) =>
      plain.has(group) ? [at === 0 ? total[language] : null] : [at === 0 ? total[language] : null, null],
    ),
    ...measures.map((measure) => totals[measure] ?? null),
  ]
  const cells = (row: Stats['rows'][number]): Cell[] => [
    ...groups.flatMap((group) => groupCells(group, row[group] ?? null, labels)),
    ...measures.map((measure) => row[measure] ?? null),
  ]
  return {
    title: { zh: '案件统计', en: 'Case statistics' }[language],
    asciiTitle: 'case-stats',
    headings,
    notes: [...notes, ...measures.map((name) => [measureNames[name][language], definitions[name][language]] as const)],
    async *pieces() {
      for await (const piece of inPieces(rows)) yield piece.map(cells)
      yield [sum]
    },
  }
}

const total: Record<Language, string> = { zh: '合计', en: 'Total' }

function groupHeadings(group: StatsGroup, language: Language): string[] {
  const name = groupNames[group][language]
  return plain.has(group) ? [name] : [name, language === 'zh' ? `${name}代码` : `${name} code`]
}

function groupCells(group: StatsGroup, code: string | null, labels: Labels): Cell[] {
  return plain.has(group) ? [code] : [code === null ? null : labelOf(group, code, labels), code]
}

function labelOf(group: StatsGroup, code: string, labels: Labels): string {
  if (group === 'city') return labels.division(code)
  if (group === 'node' || group === 'handler') return labels.node(code)
  return group === 'day' || group === 'week' || group === 'month' ? code : labels[group](code)
}
