import { z } from 'zod'
import { Sentence } from '../events/assignment.ts'
import { Next } from './inbox.ts'
import { Instant } from '../instant.ts'

/** Up to which event the figures are complete; -1 for an empty log. */
export const AsOf = z.object({ position: Next, time: Instant }).meta({ id: 'AsOf', description: '数据截止位置与时间' })
export type AsOf = z.infer<typeof AsOf>

export const statsGroups = [
  'day',
  'week',
  'month',
  'division',
  'city',
  'node',
  'handler',
  'category',
  'nature',
  'channel',
  'status',
  'urgency',
] as const
export type StatsGroup = (typeof statsGroups)[number]

export const statsMeasures = [
  'count',
  'open',
  'closed',
  'overdue',
  'onTimeRate',
  'medianDaysToReply',
  'satisfaction',
] as const
export type StatsMeasure = (typeof statsMeasures)[number]

const measure = z
  .number()
  .meta({ examples: [0.96] })
  .nullable()
  .optional()
const measures = {
  count: z.int().min(0),
  open: z.int().min(0).optional(),
  closed: z.int().min(0).optional(),
  overdue: z.int().min(0).optional(),
  onTimeRate: measure,
  medianDaysToReply: measure,
  satisfaction: measure,
}
const group = (example: string) =>
  z
    .string()
    .meta({ examples: [example] })
    .nullable()
    .optional()
const groups = {
  day: group('2026-11-22'),
  week: group('2026-W47'),
  month: group('2026-11'),
  division: group('440106'),
  city: group('440100'),
  node: group('440100'),
  handler: group('440106-cg'),
  category: group('0203'),
  nature: group('complaint'),
  channel: group('web'),
  status: group('assigned'),
  urgency: group('normal'),
}

/** One row: the groups asked for (null where a case has none), `count`, and the measures asked for (null where undefined). */
export const StatsRow = z
  .object({ ...groups, ...measures })
  .meta({ id: 'StatsRow', examples: [{ division: '440106', nature: 'complaint', count: 3 }] })
export type StatsRow = z.infer<typeof StatsRow>

/** The answer to `GET /v1/stats/cases`; `definitions` says of every measure given how it is counted. */
export const Stats = z
  .object({
    rows: z.array(StatsRow),
    totals: z.object(measures),
    asOf: AsOf,
    definitions: z.record(z.string(), Sentence),
  })
  .meta({ id: 'Stats', description: '统计' })
export type Stats = z.infer<typeof Stats>
