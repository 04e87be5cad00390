import { natures } from '@inquiry/schema'
import type { StartRule } from './deadline-profile.ts'
import { timeOf, wallTimeOf } from './local-day.ts'
import type { Day } from './local-day.ts'
import type { Told } from './told.ts'

const startLabels: Record<StartRule, string> = {
  'on-received': '收到',
  'on-assigned': '收到交办',
  'on-accepted': '受理',
  'on-replied': '答复',
  'on-requested': '收到复查申请',
}

/** 「2025-09-30 17:40 收到，次日起算；咨询答复 2 个工作日；10月1–8日放假；计入10月9–10日；至 2025-10-10 24时止」 */
export function chineseReason(told: Told): string {
  const clauses = [beginning(told), extent(told), daysOff(told), pauses(told), counting(told), ...exceptions(told)]
  return [...clauses, ending(told)].filter((clause) => clause !== '').join('；')
}

function beginning({ reckoning, began }: Told): string {
  const { rule, length, restart } = reckoning
  const from = length.unit === 'hour' ? '即时起算' : '次日起算'
  const received = `${began} ${rule.startRule ? startLabels[rule.startRule] : '原期限届满'}`
  if (!restart) return `${received}，${from}`
  return `${received}；${wallTimeOf(timeOf(restart.from))} 中止，${wallTimeOf(timeOf(restart.to))} 恢复，期限重新计算，${from}`
}

function extent({ reckoning }: Told): string {
  const { rule, length, nature } = reckoning
  const unit = { 'working-day': '个工作日', day: '日', hour: '小时' }[length.unit]
  const label = rule.byNature ? natures.codes.find(({ code }) => code === nature)?.zh : undefined
  return `${label ?? ''}${rule.label.zh} ${length.amount} ${unit}`
}

function daysOff({ reckoning, names, holidays, weekends }: Told): string {
  if (reckoning.length.unit !== 'working-day') return ''
  const off = holidays.length > 0 ? [`${names.chinese(holidays)}放假`] : []
  return [...off, ...(weekends ? ['周末不计'] : [])].join('，')
}

function pauses({ names, paused, minutesPaused }: Told): string {
  if (paused.length > 0) return `${names.chinese(paused)}中止不计`
  return minutesPaused > 0 ? `中止 ${hoursAndMinutes(minutesPaused)}不计` : ''
}

function hoursAndMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60 > 0 || hours === 0 ? [`${minutes % 60} 分`] : []
  return [...(hours > 0 ? [`${hours} 小时`] : []), ...rest].join(' ')
}

function counting(told: Told): string {
  const { reckoning, names, counted, makeUps } = told
  const { length, period } = reckoning
  if (length.unit === 'hour') return ''
  const makeUp = makeUps.map((day) => `${names.chineseWeekday(day)}调休上班`)
  if (length.unit === 'working-day') {
    const worked = makeUps.map((day, n) => `${names.chinese([{ first: day, last: day }])}${makeUp[n]}`)
    return `计入${names.chinese(counted)}${worked.length > 0 ? `（${worked.join('、')}）` : ''}`
  }
  const last = named(told, period.lastDay)
  if (period.dueDay === period.lastDay)
    return `第 ${length.amount} 日为${last}${makeUp.length > 0 ? `（${makeUp[0]}）` : ''}`
  const landing = makeUp[0] ?? names.chineseWeekday(period.dueDay)
  return `第 ${length.amount} 日（${last}）${dayOff(told)}，顺延至${named(told, period.dueDay)}（${landing}）`
}

function dayOff({ reckoning, names }: Told): string {
  const { ground, period } = reckoning
  const kind = ground.days.kindOf(period.lastDay)
  if (kind === 'holiday') return '放假'
  return kind === 'weekend' ? `为${names.chineseWeekday(period.lastDay)}` : '中止'
}

function named({ names }: Told, day: Day): string {
  return names.chinese([{ first: day, last: day }])
}

function exceptions({ reckoning }: Told): string[] {
  const { openSince, extended, provisionalYears } = reckoning
  const granted = extended?.capped ? '经批准延期，至规定上限为止' : '经批准延期'
  return [
    openSince === null ? '' : `${wallTimeOf(openSince)} 起中止，恢复后另计`,
    extended ? granted : '',
    provisionalYears.length === 0
      ? ''
      : `${provisionalYears.join('、')}年放假安排未公布，暂按周一至周五上班、1月1日放假推算`,
  ]
}

function ending({ reckoning, ends }: Told): string {
  const wholeDays = reckoning.length.unit !== 'hour' || reckoning.extended !== null
  return wholeDays ? `至 ${ends.slice(0, 10)} 24时止` : `至 ${ends} 止`
}
