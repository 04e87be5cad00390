import * as fc from 'fast-check'
import { allowedTypes, rolesOf } from '../src/index.ts'
import type { CaseMessageType, CaseState, Command } from '../src/index.ts'
import {
  another,
  assignByRule,
  assistant,
  at,
  coordinator,
  dataOf,
  handler,
  origin,
  profile,
  reviewer,
  route,
  say,
  Story,
  stranger,
} from './example.ts'

/** The body that the reports complain about. */
export const subject = '440100-police'
export const nodes = [origin, handler, another, assistant, reviewer, stranger, subject]
const types = Object.keys(dataOf) as CaseMessageType[]
const primary = new Story().do(
  { ...say('440300', 'case.submitted'), caseId: '0190d5c0-0000-7000-8000-000000000002' } as Command,
  assignByRule,
  say(handler, 'case.accepted'),
)
const author = fc.constantFrom(coordinator, { by: 'rule' } as const)
const node = fc.constantFrom(...nodes)
const orderId = fc.constantFrom('s1', 's2', 's3')
/** What a case may be, as far as it decides who may see it. */
export const submission = fc.record({
  nature: fc.constantFrom('complaint', 'help', 'report'),
  secrecy: fc.constantFrom('none', 'identity', 'full'),
})

/** A command that may or may not be right; those about clocks take their dates from the case as it stands. */
export type Step = { hours: number; command: (state: CaseState | undefined) => Command }

const fixed: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant('assign-by-rule' as const),
    route: fc.record({ ...constants(route), node }),
    profile: fc.constant(profile),
  }),
  fc.constant({ kind: 'find-unroutable' } as const),
  fc.record({
    kind: fc.constant('assign' as const),
    node,
    role: fc.constantFrom('lead' as const, 'assist' as const),
    author,
  }),
  fc.record({ kind: fc.constantFrom('designate' as const, 'relieve' as const), node, author }),
  fc.record({ kind: fc.constantFrom('appoint-reviewer' as const, 'release-reporter' as const), node, author }),
  fc.record({
    kind: fc.constant('supervise' as const),
    supervisionId: orderId,
    level: fc.constantFrom('reminder' as const, 'order' as const, 'listed' as const),
    author,
  }),
  fc.record({ kind: fc.constant('lift-supervision' as const), supervisionId: orderId, author }),
  fc.record({
    kind: fc.constantFrom('decide-extension' as const, 'decide-reopening' as const),
    decision: fc.constantFrom('granted' as const, 'refused' as const),
    author,
  }),
  fc.record({
    kind: fc.constant('link' as const),
    matterId: fc.constant('m1'),
    linkKind: fc.constant('joint' as const),
    score: fc.constant(0.9),
    evidence: fc.constant({}),
    others: fc.constant([primary.case]),
    author,
  }),
  fc.record({ kind: fc.constantFrom('unlink' as const, 'split' as const), author }),
  fc.record({
    kind: fc.constant('merge' as const),
    matterId: fc.constant('m1'),
    primary: fc.constant(primary.case),
    author,
  }),
  fc.record({
    kind: fc.constant('derive' as const),
    from: fc.constantFrom(...primary.events),
    primary: fc.constant(primary.case),
  }),
)

/** A step that may or may not be allowed, after some hours or some weeks. */
export const step: fc.Arbitrary<Step> = fc.record({
  hours: fc.oneof({ weight: 5, arbitrary: fc.nat(10) }, { weight: 1, arbitrary: fc.nat(1500) }),
  command: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(node, fc.constantFrom(...types)).map(
        ([sender, type]) =>
          () =>
            say(sender, type),
      ),
    },
    // Who has a part in the case speaks oftener than chance would have it, so that cases come far.
    {
      weight: 6,
      arbitrary: fc.nat().map((choice) => (state: CaseState | undefined) => {
        const able = nodes.flatMap((sender) => sendable(state, sender).map((type) => say(sender, type)))
        return able[choice % Math.max(able.length, 1)] ?? assignByRule
      }),
    },
    { weight: 4, arbitrary: fixed.map((command) => () => command) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('granted' as const, 'refused' as const).map((decision) => decideOpen(decision)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(), fc.constantFrom('case.due-soon' as const, 'case.overdue' as const))
        .map(([choice, type]) => (state: CaseState | undefined): Command => {
          const due = state?.due[choice % Math.max(state.due.length, 1)]
          return { kind: 'announce', type, step: due?.step ?? 'supervise', dueAt: due?.dueAt ?? at(choice) }
        }),
    },
  ),
})

/** A decision upon what has been asked for; an extension is granted by a day. */
function decideOpen(decision: 'granted' | 'refused') {
  return (state: CaseState | undefined): Command => {
    const dueAt = state?.due.find((due) => due.step === 'reply')?.dueAt ?? at(0)
    const until = new Date(Date.parse(dueAt) + 36 * 3_600_000).toISOString().slice(0, 10)
    return state?.openExtension
      ? { kind: 'decide-extension', decision, until, author: coordinator }
      : { kind: 'decide-reopening', decision, author: coordinator }
  }
}

function constants<T extends object>(value: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fc.constant(part)])) as {
    [K in keyof T]: fc.Arbitrary<T[K]>
  }
}

/** What the sender may send now, but for the withdrawal, after which nothing more could be tried. */
function sendable(state: CaseState | undefined, sender: string): CaseMessageType[] {
  const known = state ? allowedTypes(state, rolesOf(state, sender), { now: at(0), reopeningDays: 30 }) : []
  return known.filter((type): type is CaseMessageType => type !== 'case.withdrawn' && types.some((m) => m === type))
}
