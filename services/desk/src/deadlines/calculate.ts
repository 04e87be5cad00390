import { ClockError, deadlineProfiles, dueDate, findProfile, type Calendar, type DueDate } from '@inquiry/clocks'
import { fail } from '@inquiry/problems'
import type { DeadlineRequest } from '@inquiry/schema'

/** When the step would be due. What the profile has no answer for is refused at the member that asks for it. */
export function calculate(request: DeadlineRequest, calendars: readonly Calendar[]): DueDate {
  const { profile: id, version, step, nature, startAt, pauses = [] } = request
  const profile = findProfile(deadlineProfiles, id, version)
  if (!profile) {
    const member = findProfile(deadlineProfiles, id) ? '/version' : '/profile'
    return unfit(member, 'code', '没有这个期限方案。', 'There is no such deadline profile.')
  }
  const backwards = pauses.findIndex(({ from, to }) => Date.parse(to) < Date.parse(from))
  if (backwards !== -1)
    return unfit(`/pauses/${backwards}/to`, 'order', '中止不能早于开始而结束。', 'A pause cannot end before it begins.')
  try {
    return dueDate({ profile, step, nature, startAt, pauses, calendars })
  } catch (error) {
    if (error instanceof ClockError) return refused(error)
    throw error
  }
}

function refused({ code }: ClockError): never {
  if (code === 'nature-required')
    return unfit(
      '/nature',
      'required',
      '此步骤的期限因诉求性质而异。',
      'The period of this step depends on the nature.',
    )
  if (code === 'no-period')
    return unfit('/nature', 'code', '此方案对该性质未设期限。', 'The profile sets no period for this nature.')
  return unfit('/step', 'code', '此方案没有这个步骤。', 'The profile has no such step.')
}

function unfit(pointer: string, rule: string, zh: string, en: string): never {
  return fail('invalid-body', zh, en, { errors: [{ pointer, rule, message: zh }] })
}
