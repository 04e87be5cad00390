import { z } from 'zod'

/**
 * Days that exist, years 1900–2100 of the Gregorian calendar; 29 February in leap years only (1900 and 2100 are none).
 * Written as one pattern, so that a validator that knows no formats gives the same verdict.
 */
const leapDay = '(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))-02-29'
const everyYear =
  '(19[0-9]{2}|20[0-9]{2}|2100)-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))'
const day = `(${leapDay}|${everyYear})`
const clock = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?'
const offset = '(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)'

/**
 * A point in time, ISO 8601 with offset: `YYYY-MM-DDThh:mm:ss[.f{1,9}](Z|±hh:mm)`, upper-case T and Z, years 1900–2100,
 * offset within ±14:00, no leap seconds (annex B14).
 */
export const Instant = formatted(`^${day}T${clock}${offset}$`).meta({
  id: 'Instant',
  format: 'date-time',
  description: '时间（含时区偏移）ISO 8601 time with offset',
  examples: ['2026-11-22T10:00:00+08:00'],
})

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const LocalDate = formatted(`^${day}$`).meta({
  id: 'LocalDate',
  format: 'date',
  description: '日期（北京时间）calendar day in Asia/Shanghai',
  examples: ['2026-12-31'],
})

/** A calendar month in Asia/Shanghai, `YYYY-MM`. */
export const Month = z
  .string()
  .regex(/^(19[0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])$/)
  .meta({ id: 'Month', examples: ['2026-11'] })

function formatted(pattern: string) {
  const shape = new RegExp(pattern, 'u')
  return z
    .string()
    .refine((value) => shape.test(value), { params: { rule: 'format' } })
    .meta({ pattern })
}
