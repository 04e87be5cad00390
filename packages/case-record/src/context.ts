import { randomBytes } from 'node:crypto'
import type { LogHead } from '@inquiry/case-log'
import {
  amountOf,
  calendars as shippedCalendars,
  clockFor,
  deadlineProfiles,
  dueDate,
  latestExtension,
  profileIdFor,
  shippedProfileChoice,
  type Calendar,
  type DeadlineProfile,
} from '@inquiry/clocks'
import { contentDigest } from '@inquiry/envelope'
import type { ClockFacts, Context, ProfileReference } from '@inquiry/lifecycle'
import type { Due, Step } from '@inquiry/schema'

/** How many days after its end a case may be asked to be reopened. */
export const reopeningDays = 30

/** The profile that serves the steps of a review (信访工作条例第三十五条), whatever the case was handled under. */
const reviewProfile = profileNamed('xinfang-2022')

/** What decisions at this head of the log depend on: its time, the calendars and profiles, the nodes there are. */
export function contextAt(
  head: Pick<LogHead, 'time'>,
  hubId: string,
  isNode: (nodeId: string) => boolean,
  calendars: readonly Calendar[] = shippedCalendars,
): Context {
  return {
    hubId,
    now: head.time,
    reopeningDays,
    isNode,
    digest(data) {
      const salt = randomBytes(16)
      return { contentDigest: contentDigest(data, salt), salt: salt.toString('base64url') }
    },
    dueFor: (facts, step) =>
      step === 'supervise' ? supervisionDue(facts, head.time, calendars) : dueOf(facts, step, head.time, calendars),
    profileFor: (nature) => profileReference(profileIdFor(shippedProfileChoice, nature)),
    latestExtension(facts, dueAt) {
      const profile = profileOf(facts)
      return profile ? latestExtension(profile, dueAt, calendars, facts.nature) : null
    },
  }
}

function dueOf(facts: ClockFacts, step: Step, now: string, calendars: readonly Calendar[]): Due | undefined {
  const profile = profileOf(facts)
  if (!profile) return undefined
  return clockFor(step, facts, { profile, reviewProfile, calendars, now })
}

/** A supervision order is answered within the profile's `supervise` step, where it has one. */
function supervisionDue(facts: ClockFacts, now: string, calendars: readonly Calendar[]): Due | undefined {
  const profile = profileOf(facts) ?? reviewProfile
  const rule = profile?.steps.supervise
  if (!profile || !rule || amountOf(rule, facts.nature) === null) return undefined
  return {
    step: 'supervise',
    state: 'running',
    ...dueDate({ profile, step: 'supervise', nature: facts.nature, startAt: now, calendars }),
  }
}

function profileOf(facts: ClockFacts): DeadlineProfile | undefined {
  return facts.profile ? profileNamed(facts.profile.id, facts.profile.version) : undefined
}

function profileReference(id: string): ProfileReference | undefined {
  const profile = profileNamed(id)
  return profile && { id, version: profile.version }
}

function profileNamed(id: string, version?: string): DeadlineProfile | undefined {
  return deadlineProfiles.find((profile) => profile.id === id && (version === undefined || profile.version === version))
}
