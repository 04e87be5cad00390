import { natures } from '@inquiry/schema'
import type { StartRule } from './deadline-profile.ts'
import { timeOf, wallTimeOf } from './local-day.ts'
import type { Day } from './local-day.ts'
import type { Told } from './told.ts'

const startLabels: Record<StartRule, string> = {
  'on-received': 'Received',
  'on-assigned': 'Assigned',
  'on-accepted': 'Accepted',
  'on-replied': 'Replied to',
  'on-requested': 'Review requested',
}

/** “Received 2025-09-30 17:40, counted from the next day; consultation: reply within 2 working days; …” */
export function englishReason(told: Told): string {
  const clauses = [beginning(told), extent(told), daysOff(told), pauses(told), counting(told), ...exceptions(told)]
  return [...clauses, ending(told)].filter((clause) => clause !== '').join('; ')
}

function beginning({ reckoning, began }: Told): string {
  const { rule, length, restart } = reckoning
  const from = length.unit === 'hour' ? 'counted at once' : 'counted from the next day'
  const received = `${rule.startRule ? startLabels[rule.startRule] : 'Original period ends'} ${began}`
  if (!restart) return `${received}, ${from}`
  const stood = `paused ${wallTimeOf(timeOf(restart.from))}, resumed ${wallTimeOf(timeOf(restart.to))}`
  return `${received}; ${stood}: the period begins anew, ${from}`
}

function extent({ reckoning }: Told): string {
  const { rule, length, nature } = reckoning
  const unit = { 'working-day': 'working day', day: 'day', hour: 'hour' }[length.unit]
  const label = rule.byNature ? natures.codes.find(({ code }) => code === nature)?.en : undefined
  const within = `${rule.label.en} within ${length.amount} ${unit}${length.amount === 1 ? '' : 's'}`
  return label === undefined ? within : `${label.toLowerCase()}: ${within}`
}

function daysOff({ reckoning, names, holidays, weekends }: Told): string {
  if (reckoning.length.unit !== 'working-day') return ''
  const off = holidays.length > 0 ? [`${names.english(holidays)} holiday`] : []
  return [...off, ...(weekends ? ['weekends not counted'] : [])].join(', ')
}

function pauses({ names, paused, minutesPaused }: Told): string {
  if (paused.length > 0) return `${names.english(paused)} paused, not counted`
  return minutesPaused > 0 ? `${hoursAndMinutes(minutesPaused)} paused, not counted` : ''
}

function hoursAndMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60 > 0 || hours === 0 ? [`${minutes % 60} min`] : []
  return [...(hours > 0 ? [`${hours} h`] : []), ...rest].join(' ')
}

function counting(told: Told): string {
  const { reckoning, names, counted, makeUps } = told
  const { length, period } = reckoning
  if (length.unit === 'hour') return ''
  const makeUp = makeUps.map((day) => `a make-up working ${names.englishWeekday(day)}`)
  if (length.unit === 'working-day') {
    const worked = makeUps.map((day, n) => `${named(told, day)} is ${makeUp[n]}`)
    return `counted ${names.english(counted)}${worked.length > 0 ? ` (${worked.join(', ')})` : ''}`
  }
  const last = named(told, period.lastDay)
  if (period.dueDay === period.lastDay)
    return `day ${length.amount} is ${last}${makeUp.length > 0 ? `, ${makeUp[0]}` : ''}`
  const landing = makeUp[0] ?? `a ${names.englishWeekday(period.dueDay)}`
  return `day ${length.amount} is ${last}, ${dayOff(told)}: moved to ${named(told, period.dueDay)}, ${landing}`
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
  const wholeDays = reckoning.length.unit !== 'hour' || reckoning.extended !== null
  return wholeDays ? `ends ${ends.slice(0, 10)} at 24:00` : `ends ${ends}`
}
