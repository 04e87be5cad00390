import { endRules, natureCodes, pauseReasonCodes, periodUnits, Sentence, startRules, Step } from '@inquiry/schema'
import type { NatureCode } from '@inquiry/schema'
import { z } from 'zod'
import { ClockError } from './clock-error.ts'

const Amount = z.int().min(1).max(3650)

/** What a period is counted in: working days, calendar days, or hours of the clock (24 a day). */
export const PeriodUnit = z.enum(periodUnits)
export type PeriodUnit = z.infer<typeof PeriodUnit>

/** The hub's recording that a period runs from. */
export const StartRule = z.enum(startRules)
export type StartRule = z.infer<typeof StartRule>

/** What happens to an end on a day off: it moves to the next working day, which is the rule, or stays (`exact`). */
export const EndRule = z.enum(endRules)
export type EndRule = z.infer<typeof EndRule>

/**
 * One period of a profile. `kind`: a `duty` that is overdue when missed, a `right` that lapses, or a `limit` for a
 * decision, which has no start of its own. Where `byNature` is given it decides; a nature it leaves out has the step's
 * own `amount` and `unit`, and no period if the step has none.
 */
export const StepRule = z
  .strictObject({
    label: Sentence,
    basis: z.string().min(1),
    kind: z.enum(['duty', 'right', 'limit']),
    amount: Amount.optional(),
    unit: PeriodUnit.optional(),
    byNature: z.partialRecord(z.enum(natureCodes), z.strictObject({ amount: Amount, unit: PeriodUnit })).optional(),
    startRule: StartRule.optional(),
    endRule: EndRule.optional(),
  })
  .refine((rule) => rule.amount !== undefined || rule.byNature !== undefined, { error: 'an amount, or one by nature' })
  .refine((rule) => (rule.amount === undefined) === (rule.unit === undefined), { error: 'amount and unit together' })
  .refine((rule) => (rule.startRule === undefined) === (rule.kind === 'limit'), { error: 'only a limit has no start' })
export type StepRule = z.infer<typeof StepRule>

/** How long a period is and how it ends. */
export interface Length {
  readonly amount: number
  readonly unit: PeriodUnit
  readonly endRule: EndRule
}

/** What a pause does to the period: `suspend` leaves its days out, `restart` counts anew from the resumption. */
export const PauseEffect = z.enum(['suspend', 'restart'])
export type PauseEffect = z.infer<typeof PauseEffect>

/**
 * A set of lawful periods as data (standard §11). `pauses` gives the effect of each reason; `dueSoon` says how long
 * before the end a warning is due: whole working days, whole days, or a share of the hours.
 */
export const DeadlineProfile = z.strictObject({
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

/** The period of a step, or null where the profile sets none for this nature. Throws `nature-required`. */
export function lengthOf(rule: StepRule, nature: NatureCode | undefined): Length | null {
  const { amount, unit, byNature, endRule = 'next-working-day' } = rule
  const own = amount === undefined || unit === undefined ? null : { amount, unit, endRule }
  if (byNature && nature === undefined && !own) {
    throw new ClockError('nature-required', 'the period depends on the nature of the case')
  }
  const special = nature === undefined ? undefined : byNature?.[nature]
  return special ? { ...special, endRule } : own
}

/** The amount of `lengthOf`, or null where there is no period. */
export function amountOf(rule: StepRule, nature: NatureCode | undefined): number | null {
  return lengthOf(rule, nature)?.amount ?? null
}
