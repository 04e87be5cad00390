import { CaseView, eventTypes, InboxPrivate, PublicCase, statusCodes } from '@inquiry/schema'
import type { RecordedEvent } from '@inquiry/schema'
import * as fc from 'fast-check'
import { deepStrictEqual as deepEqual, ok } from 'node:assert/strict'
import { describe, expect, test } from 'vitest'
import {
  allowedTypes,
  caseView,
  decide,
  evolve,
  fold,
  lifecycleTable,
  privateFor,
  publicCase,
  rolesOf,
} from '../src/index.ts'
import type { CaseMessageType, CaseState } from '../src/index.ts'
import { at, contextAt, origin, say, Story } from './example.ts'
import { nodes, step, submission, subject } from './random-commands.ts'
import type { Step } from './random-commands.ts'

/** Whether the table has a row by which the event leads from the one status to the other. */
function isInTable(before: CaseState | undefined, after: CaseState, type: string): boolean {
  return lifecycleTable.some(
    (row) =>
      row.type === type &&
      (row.from === 'none' ? !before : before !== undefined && row.from.includes(before.status)) &&
      after.status === (row.to === 'same' ? before?.status : row.to),
  )
}

/** Takes the step and checks everything that must hold of any step. Answers whether it was allowed. */
function take(story: Story, { hours, command }: Step): boolean {
  story.hours += hours
  const wanted = command(story.state)
  const before = structuredClone(story.state)
  const known = story.events.length
  const decision = story.try(wanted)
  const added = story.events.slice(known)
  if (!decision.ok) deepEqual([story.state, added], [before, []], 'a refusal changes nothing')
  let state = before
  for (const event of added) {
    const next = evolve(state, event)
    checkEvent(state, next, event)
    state = next
  }
  return decision.ok
}

function checkEvent(before: CaseState | undefined, after: CaseState, event: RecordedEvent): void {
  ok(isInTable(before, after, event.type), `${event.type} from ${before?.status} to ${after.status}`)
  deepEqual(eventTypes[event.type].data.safeParse(event.data).error, undefined)
  ok(!event.audience.some((recipient) => recipient.node === after.subjectNode), 'the subject hears nothing')
  for (const recipient of event.audience) {
    const shown = privateFor(event, after, recipient)
    deepEqual(InboxPrivate.omit({ leaf: true }).strict().safeParse(shown).error, undefined)
  }
}

function checkEnd(story: Story): void {
  deepEqual(story.refold(), story.case)
  deepEqual(JSON.parse(JSON.stringify(story.case)), story.case)
  deepEqual(fold(JSON.parse(JSON.stringify(story.events)) as typeof story.events), story.case)
  for (const viewer of ['coordinator', ...nodes.map((name) => ({ node: name }))] as const) {
    const view = caseView(story.case, viewer, { now: at(story.hours) })
    ok(view ? !CaseView.strict().safeParse(view).error : viewer !== 'coordinator')
  }
  deepEqual(PublicCase.strict().safeParse(publicCase(story.events)).error, undefined)
}

function unseen(seen: readonly string[]): string[] {
  return [...new Set(lifecycleTable.map(({ type }) => type))].filter((type) => !seen.includes(type))
}

const counts = { steps: 0, allowed: 0, statuses: new Set<string>(), types: new Set<string>() }

describe('a random sequence of commands', () => {
  test('leaves a case that is the fold of its events, takes no step outside the table, and changes nothing by a refusal', () => {
    fc.assert(
      fc.property(submission, fc.array(step, { minLength: 60, maxLength: 120 }), (data, steps) => {
        const story = new Story()
        const guarded = data.nature === 'report' ? { ...data, subjectNode: subject } : data
        story.do(say(origin, 'case.submitted', guarded))
        for (const next of steps) if (take(story, next)) counts.allowed += 1
        counts.steps += steps.length
        counts.statuses.add(story.case.status)
        for (const { type } of story.events) counts.types.add(type)
        checkEnd(story)
      }),
      { numRuns: 240, seed: 20260901 },
    )
    expect(counts.steps).toBeGreaterThan(10_000)
    expect(counts.allowed).toBeGreaterThan(counts.steps / 5)
    expect(unseen([...counts.types])).toEqual([])
    expect([...counts.statuses].toSorted()).toEqual([...statusCodes].toSorted())
  }, 120_000)

  test('is told truly what may be sent: whatever is named as allowed is allowed', () => {
    let checked = 0
    fc.assert(
      fc.property(submission, fc.array(step, { maxLength: 40 }), (data, steps) => {
        const story = new Story().do(say(origin, 'case.submitted', data))
        for (const next of steps) take(story, next)
        const context = contextAt(at(story.hours + 1))
        for (const sender of nodes) {
          for (const type of allowedTypes(story.case, rolesOf(story.case, sender), context)) {
            const open = story.case.supervision.find(
              ({ answeredAt, liftedAt }) => answeredAt === null && liftedAt === null,
            )
            const named = type === 'supervision.answered' ? { supervisionId: open?.id } : {}
            checked += 1
            ok(decide(story.case, say(sender, type as CaseMessageType, named), context).ok, type)
          }
        }
      }),
      { numRuns: 300, seed: 20260902 },
    )
    expect(checked).toBeGreaterThan(300)
  }, 120_000)
})
