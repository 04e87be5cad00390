import { Calendar as PublishedCalendar, LocalDate } from '@inquiry/schema'
import { z } from 'zod'

const dates = z
  .array(LocalDate)
  .readonly()
  .refine((list) => list.every((date, n) => n === 0 || (list[n - 1] ?? '') < date), 'days ascend, each once')

/**
 * The working days of one year as the State Council published them (annex A11): `holidays` are all days off that the
 * notice names, weekends among them; `workdays` are the Saturdays and Sundays worked instead (调休上班). Every other day
 * follows its weekday. `source` names the notice. A corrected notice is a new `version`.
 */
export const Calendar = z
  .strictObject({ ...PublishedCalendar.shape, holidays: dates, workdays: dates })
  .refine(({ year, holidays, workdays }) => [...holidays, ...workdays].every((date) => date.startsWith(`${year}-`)), {
    error: 'every day lies in the year',
  })
  .refine(({ holidays, workdays }) => !workdays.some((date) => holidays.includes(date)), {
    error: 'no day is both holiday and make-up working day',
  })
  .refine(({ workdays }) => workdays.every(isWeekend), { error: 'a make-up working day is a Saturday or Sunday' })
export type Calendar = Readonly<z.infer<typeof Calendar>>

function isWeekend(date: string): boolean {
  const weekday = new Date(date).getUTCDay()
  return weekday === 0 || weekday === 6
}
