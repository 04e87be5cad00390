import { deadlineProfiles, findProfile, StepRule } from '../src/index.ts'
import type { DeadlineProfile, PeriodUnit } from '../src/index.ts'

/** The shipped profile of this id. */
export function shippedProfile(id: string): DeadlineProfile {
  const profile = findProfile(deadlineProfiles, id)
  if (!profile) throw new Error(`no profile ${id}`)
  return profile
}

/** A profile like the hotline's, whose reply is due after so many hours, days or working days for every nature. */
export function replyWithin(amount: number, unit: PeriodUnit): DeadlineProfile {
  const hotline = shippedProfile('hotline-gd-2022')
  const { byNature: _, ...reply } = hotline.steps.reply ?? {}
  const rule = StepRule.parse({ ...reply, amount, unit, endRule: 'next-working-day' })
  return { ...hotline, id: 'quick', steps: { reply: rule } }
}
