import { z } from 'zod'
import { natureCodes } from '../code-lists/nature.ts'
import { steps, Why } from '../events/assignment.ts'
import { Digest } from '../identifiers.ts'
import { Instant, LocalDate } from '../instant.ts'

/** The answer to `POST /v1/deadlines`. `dueAt` is the last second of the last day in Asia/Shanghai (annex A12). */
export const Deadline = z.object({ dueAt: Instant, why: Why }).meta({ id: 'Deadline', description: '期限及依据' })
export type Deadline = z.infer<typeof Deadline>

export const periodUnits = ['working-day', 'day', 'hour'] as const
export const startRules = ['on-received', 'on-assigned', 'on-accepted', 'on-requested', 'on-replied'] as const
export const endRules = ['next-working-day', 'exact'] as const

/** A length of time. */
export const Period = z
  .object({ amount: z.int().min(0), unit: z.enum(periodUnits) })
  .meta({ id: 'Period', description: '期间' })
export type Period = z.infer<typeof Period>

const rules = { startRule: z.enum(startRules).optional(), endRule: z.enum(endRules).optional() }

/** One step of a profile: one period, or one by nature (annex A15). `extend` is a maximum and has no start. */
export const ProfileStep = z
  .union([
    z.object({ amount: z.int().min(0), unit: z.enum(periodUnits), ...rules }),
    z.object({ byNature: z.partialRecord(z.enum(natureCodes), Period), ...rules }),
  ])
  .meta({ id: 'ProfileStep', description: '期限步骤' })
export type ProfileStep = z.infer<typeof ProfileStep>

/** A deadline profile: law as data. `toBeConfirmed` where the original text has yet to be compared. */
export const DeadlineProfile = z
  .object({
    id: z.string().meta({ examples: ['xinfang-2022'] }),
    version: z.string().meta({ examples: ['1'] }),
    basis: z.string().meta({ examples: ['信访工作条例（2022）'] }),
    toBeConfirmed: z.boolean().optional(),
    steps: z.partialRecord(z.enum(steps), ProfileStep),
  })
  .meta({ id: 'DeadlineProfile', description: '期限方案' })
export type DeadlineProfile = z.infer<typeof DeadlineProfile>

/**
 * How the hub answers for data that it publishes: `digest` is over the RFC 8785 form of the data without these two
 * members, and that form is the payload of `signature`, a compact JWS by a key of the hub's `jwks.json`, present or past.
 */
const answeredFor = {
  digest: Digest,
  signature: z
    .string()
    .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
    .meta({ examples: ['eyJhbGciOiJFZDI1NTE5In0.eyJ5ZWFyIjoyMDI2fQ.c2lnbmF0dXJl'] }),
}

/** A profile as the hub publishes it; `typ` of its signature is `inquiry-deadline-profile+jwt`. */
export const PublishedDeadlineProfile = DeadlineProfile.extend(answeredFor).meta({
  id: 'PublishedDeadlineProfile',
  description: '已发布的期限方案',
})
export type PublishedDeadlineProfile = z.infer<typeof PublishedDeadlineProfile>

/** The answer to `GET /v1/deadline-profiles`. */
export const DeadlineProfiles = z
  .object({ profiles: z.array(PublishedDeadlineProfile) })
  .meta({ id: 'DeadlineProfiles', description: '期限方案列表' })
export type DeadlineProfiles = z.infer<typeof DeadlineProfiles>

/** The working days of a year: its holidays, and its make-up working days (调休). */
export const Calendar = z
  .object({
    year: z.int().min(1900).max(2100),
    version: z.string().meta({ examples: ['1'] }),
    source: z.string().meta({ description: 'the notice it was taken from', examples: ['国办发明电〔2024〕12号'] }),
    holidays: z.array(LocalDate),
    workdays: z.array(LocalDate),
  })
  .meta({ id: 'Calendar', description: '工作日历' })
export type Calendar = z.infer<typeof Calendar>

/** The answer to `GET /v1/calendars/{year}`; `typ` of its signature is `inquiry-calendar+jwt`. */
export const PublishedCalendar = Calendar.extend(answeredFor).meta({
  id: 'PublishedCalendar',
  description: '已发布的工作日历',
})
export type PublishedCalendar = z.infer<typeof PublishedCalendar>
