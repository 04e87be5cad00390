import { z } from 'zod'

const shape =
  /^(19\d\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/

/**
 * A point in time, ISO 8601 with offset: `YYYY-MM-DDThh:mm:ss[.f{1,9}](Z|±hh:mm)`, years 1900–2100, offset within
 * ±14:00, no leap seconds.
 */
export const Instant = z
  .string()
  .regex(shape)
  .refine(isRealDate, { params: { rule: 'format' } })
  .meta({
    id: 'Instant',
    format: 'date-time',
    description: '时间（含时区偏移）ISO 8601 time with offset',
    examples: ['2026-11-22T10:00:00+08:00'],
  })

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const LocalDate = z
  .string()
  .regex(/^(19\d\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .refine(isRealDate, { params: { rule: 'format' } })
  .meta({ id: 'LocalDate', format: 'date', description: '日期（北京时间）', examples: ['2026-12-31'] })

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether the day exists: 30 February and 29 February of a common year do not. */
function isRealDate(text: string): boolean {
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (monthLengths[month - 1] ?? 0)
}
