import type { Sentence, StatsMeasure } from '@inquiry/schema'

/** How each measure is counted; it comes with every answer that gives the measure. */
export const definitions: Record<StatsMeasure, Sentence> = {
  count: { zh: '期间内登记的案件数', en: 'cases recorded in the period' },
  open: {
    zh: '尚未回复且未终结的案件数（submitted、assigned、returned、accepted、in-progress）',
    en: 'cases not yet replied to or ended (submitted, assigned, returned, accepted, in-progress)',
  },
  closed: { zh: '状态为 closed 的案件数', en: 'cases whose status is closed' },
  overdue: { zh: '回复期限已过而未在期限内回复的案件数', en: 'cases whose reply did not come within its period' },
  onTimeRate: {
    zh: '按期回复数 ÷ 已回复或期限已过的案件数',
    en: 'replies within the period ÷ cases replied to or past their period',
  },
  medianDaysToReply: { zh: '自登记至回复的日数中位数', en: 'median days from recording to reply' },
  satisfaction: { zh: '评分 4、5 的评价数 ÷ 全部评价数', en: 'ratings of 4 and 5 ÷ all ratings' },
}
