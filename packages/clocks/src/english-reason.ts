import { natures } from '@inquiry/schema'
import type { StartRule } from './deadline-profile.ts'
import { msPerHour, wallTimeOf } from './local-day.ts'
import type { Day } from './local-day.ts'
import type { Told } from './printed-reason.ts'

const startLabels: Record<StartRule, string> = {
  'on-received': 'Received',
  'on-assigned': 'Assigned',
  'on-accepted': 'Accepted',
  'on-replied': 'Replied to',
  'on-requested': 'Review requested',
  'on-due': 'Original period ends',
}

/** “Received 2025-09-30 17:40, counted from the next day; consultation: reply within 2 working days; …” */
export function englishReason(told: Told): string {
  const clauses = [beginning(told), length(told), daysOff(told), pauses(told), counting(told), ...exceptions(told)]
  return [...clauses, ending(told)].filter((clause) => clause !== '').join('; ')
}

function beginning({ reckoning, began }: Told): string {
  const { rule, restart } = reckoning
  const from = rule.unit === 'hour' ? 'counted at once' : 'counted from the next day'
  const received = `${startLabels[rule.startRule]} ${began}`
  if (!restart) return `${received}, ${from}`
  const stood = `paused ${wallTimeOf(restart.from)}, resumed ${wallTimeOf(restart.to)}`
  return `${received}; ${stood}: the period begins anew, ${from}`
}

function length({ reckoning }: Told): string {
  const { rule, amount, nature } = reckoning
  const unit = { 'working-day': 'working day', day: 'day', hour: 'hour' }[rule.unit]
  const label = rule.byNature ? natures.codes.find(({ code }) => code === nature)?.en : undefined
  const within = `${rule.label.en} within ${amount} ${unit}${amount === 1 ? '' : 's'}`
  return label === undefined ? within : `${label.toLowerCase()}: ${within}`
}

function daysOff({ reckoning, names, holidays, weekends }: Told): string {
  if (reckoning.rule.unit !== 'working-day') return ''
  const off = holidays.length > 0 ? [`${names.english(holidays)} holiday`] : []
  return [...off, ...(weekends ? ['weekends not counted'] : [])].join(', ')
}

function pauses({ reckoning, names, paused }: Told): string {
  if (paused.length > 0) return `${names.english(paused)} paused, not counted`
  const { rule, amount, ground, period } = reckoning
  const stopped = rule.unit === 'hour' ? period.dueAt - ground.startAt - amount * msPerHour : 0
  return stopped > 0 ? `${hoursAndMinutes(stopped)} paused, not counted` : ''
}

function hoursAndMinutes(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60 > 0 || hours === 0 ? [`${minutes % 60} min`] : []
  return [...(hours > 0 ? [`${hours} h`] : []), ...rest].join(' ')
}

function counting(told: Told): string {
  const { reckoning, names, counted, makeUps } = told
  const { rule, amount, period } = reckoning
  if (rule.unit === 'hour') return ''
  const makeUp = makeUps.map((day) => `a make-up working ${names.englishWeekday(day)}`)
  if (rule.unit === 'working-day') {
    const worked = makeUps.map((day, n) => `${named(told, day)} is ${makeUp[n]}`)
    return `counted ${names.english(counted)}${worked.length > 0 ? ` (${worked.join(', ')})` : ''}`
  }
  const last = named(told, period.lastDay)
  if (period.dueDay === period.lastDay) return `day ${amount} is ${last}${makeUp.length > 0 ? `, ${makeUp[0]}` : ''}`
  const landing = makeUp[0] ?? `a ${names.englishWeekday(period.dueDay)}`
  return `day ${amount} is ${last}, ${dayOff(told)}: moved to ${named(told, period.dueDay)}, ${landing}`
}

function dayOff({ reckoning, names }: Told): string {
  const { ground, period } = reckoning
  const kind = ground.days.kindOf(period.lastDay)
  if (kind === 'holiday') return 'a holiday'
  return kind === 'weekend' ? `a ${names.englishWeekday(period.lastDay)}` : 'paused'
}

function named({ names }: Told, day: Day): string {
  return names.english([{ first: day, last: day }])
}

function exceptions({ reckoning }: Told): string[] {
  const { openSince, extended, provisionalYears } = reckoning
  const granted = extended?.capped ? 'extended as far as the limit allows' : 'extended by decision'
  return [
    openSince === null ? '' : `paused since ${wallTimeOf(openSince)}, to be counted on when resumed`,
    extended ? granted : '',
    provisionalYears.length === 0
      ? ''
      : `provisional: no calendar for ${provisionalYears.join(', ')} yet, Monday to Friday and 1 January assumed`,
  ]
}

function ending({ reckoning, ends }: Told): string {
  const wholeDays = reckoning.rule.unit !== 'hour' || reckoning.extended !== null
  return wholeDays ? `ends ${ends.slice(0, 10)} at 24:00` : `ends ${ends}`
}
