import { natureCodes, pauseReasonCodes, Sentence, Step } from '@inquiry/schema'
import type { NatureCode } from '@inquiry/schema'
import { z } from 'zod'
import { ClockError } from './clock-error.ts'

const Amount = z.int().min(1).max(3650)

/** What a period is counted in: working days, calendar days, or hours of the clock (24 a day). */
export const PeriodUnit = z.enum(['working-day', 'day', 'hour'])
export type PeriodUnit = z.infer<typeof PeriodUnit>

/** The hub's recording that a period runs from. `on-due` is the end of the period that an extension lengthens. */
export const StartRule = z.enum(['on-received', 'on-assigned', 'on-accepted', 'on-replied', 'on-requested', 'on-due'])
export type StartRule = z.infer<typeof StartRule>

/**
 * The recording that ends a period in time. `on-accepted` is the handler's answer to the assignment, so declining and
 * returning end it too; `on-returned` ends with any of the same three, since who accepts has nothing left to object to;
 * `on-replied` ends with a refusal as with a reply.
 */
export const EndRule = z.enum(['on-accepted', 'on-returned', 'on-replied', 'on-requested', 'on-reviewed'])
export type EndRule = z.infer<typeof EndRule>

/**
 * One period of a profile. `kind`: a `duty` that is overdue when missed, a `right` that lapses, or a `limit` for a
 * decision. Where `byNature` is given it decides; a nature it leaves out has the step's `amount`, and no period if the
 * step has none.
 */
export const StepRule = z
  .strictObject({
    label: Sentence,
    basis: z.string().min(1),
    kind: z.enum(['duty', 'right', 'limit']),
    amount: Amount.optional(),
    unit: PeriodUnit,
    startRule: StartRule,
    endRule: EndRule,
    byNature: z.partialRecord(z.enum(natureCodes), z.strictObject({ amount: Amount })).optional(),
  })
  .refine((rule) => rule.amount !== undefined || rule.byNature !== undefined, { error: 'an amount, or one by nature' })
export type StepRule = z.infer<typeof StepRule>

/** What a pause does to the period: `suspend` leaves its days out, `restart` counts anew from the resumption. */
export const PauseEffect = z.enum(['suspend', 'restart'])
export type PauseEffect = z.infer<typeof PauseEffect>

/**
 * A set of lawful periods as data (standard §11). `pauses` gives the effect of each reason; `dueSoon` says how long
 * before the end a warning is due: whole working days, whole days, or a share of the hours.
 */
export const DeadlineProfile = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    version: z.string().min(1).max(32),
    title: Sentence,
    basis: z.string().min(1),
    toBeConfirmed: z.boolean(),
    steps: z.partialRecord(Step, StepRule),
    pauses: z.record(z.enum(pauseReasonCodes), PauseEffect),
    dueSoon: z.strictObject({
      'working-day': z.strictObject({ amount: Amount }),
      day: z.strictObject({ amount: Amount }),
      hour: z.strictObject({ percent: z.int().min(1).max(99) }),
    }),
  })
  .meta({ id: 'DeadlineProfile', description: '期限规则 deadline profile' })
export type DeadlineProfile = Readonly<z.infer<typeof DeadlineProfile>>

/** The profile of this id and version, or its newest (the last in the list) without one; undefined if there is none. */
export function findProfile(
  profiles: readonly DeadlineProfile[],
  id: string,
  version?: string,
): DeadlineProfile | undefined {
  return profiles.findLast((profile) => profile.id === id && (version === undefined || profile.version === version))
}

/** The rule of a step; throws `unknown-step` where the profile has none. */
export function ruleOf(profile: DeadlineProfile, step: Step): StepRule {
  const rule = profile.steps[step]
  if (!rule) throw new ClockError('unknown-step', `${profile.id} has no step ${step}`)
  return rule
}

/** How long the period is, or null where the profile sets none for this nature. Throws `nature-required`. */
export function amountOf(rule: StepRule, nature: NatureCode | undefined): number | null {
  if (!rule.byNature) return rule.amount ?? null
  if (nature === undefined) {
    if (rule.amount !== undefined) return rule.amount
    throw new ClockError('nature-required', 'the period depends on the nature of the case')
  }
  return rule.byNature[nature]?.amount ?? rule.amount ?? null
}
