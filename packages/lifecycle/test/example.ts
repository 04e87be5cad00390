import { createHash } from 'node:crypto'
import type { Due, NewEvent, RecordedEvent, Step } from '@inquiry/schema'
import { decide, evolve, fold } from '../src/index.ts'
import type { CaseMessage, CaseMessageType, CaseState, ClockFacts, Command, Context, Decision } from '../src/index.ts'

export const origin = '440100'
export const handler = '440106-cg'
export const another = '440100-traffic'
export const assistant = '440100-ecology'
export const reviewer = '440000-housing'
export const stranger = '440300'
export const caseId = '0190d5c0-0000-7000-8000-000000000001'

const hour = 3_600_000

/** A time of the example: hours after 1 September 2026, 9:00 in Beijing. */
export function at(hours: number): string {
  return `${new Date(Date.UTC(2026, 8, 1, 9) + hours * hour).toISOString().slice(0, -1)}+08:00`
}

/** Periods in plain hours, so that a test can say what is due without a calendar. */
const hoursOf: Partial<Record<Step, number>> = {
  accept: 15 * 24,
  object: 5 * 24,
  reply: 60 * 24,
  'review-request': 30 * 24,
  review: 30 * 24,
  supervise: 3 * 24,
}

function startOf(facts: ClockFacts, step: Step, now: string): string | null {
  switch (step) {
    case 'accept':
    case 'object':
      return facts.assignedAt
    case 'reply':
      return facts.profile?.id === 'hotline-gd-2022' ? facts.assignedAt : facts.acceptedAt
    case 'review-request':
      return facts.repliedAt
    case 'review':
      return facts.reviewRequestedAt
    default:
      return now
  }
}

/** A clock that counts hours and adds the time of each ended pause. */
export function dueFor(facts: ClockFacts, step: Step, now: string): Due | undefined {
  const start = startOf(facts, step, now)
  const hours = hoursOf[step]
  if (start === null || hours === undefined || (step !== 'supervise' && !facts.profile)) return undefined
  const paused = facts.pauses.reduce((sum, { from, to }) => sum + (to ? Date.parse(to) - Date.parse(from) : 0), 0)
  const due = new Date(Date.parse(start) + 8 * hour + hours * hour + paused).toISOString().slice(0, -1)
  const dueAt = facts.extension && step === 'reply' ? `${facts.extension.until}T23:59:59.000+08:00` : `${due}+08:00`
  return { step, dueAt, state: 'running', why: whyOf(facts, step, start) }
}

function whyOf({ profile }: ClockFacts, step: Step, startAt: string): Due['why'] {
  const text = { zh: '按小时计', en: 'counted in hours' }
  return {
    profile: profile?.id ?? 'none',
    version: profile?.version ?? '1',
    step,
    basis: 'test',
    amount: hoursOf[step] ?? 0,
    unit: 'hour',
    startAt,
    calendar: [],
    counted: [],
    skipped: [],
    moved: null,
    provisional: false,
    text,
  }
}

/** The context of a decision at a time of the example. */
export function contextAt(now: string): Context {
  return {
    now,
    hubId: '440000-hub',
    reopeningDays: 30,
    digest: (data) => {
      const digest = createHash('sha256').update(JSON.stringify(data)).digest('base64url')
      return { contentDigest: `sha-256:${digest}`, salt: 'AAAAAAAAAAAAAAAAAAAAAA' }
    },
    dueFor: (facts, step) => dueFor(facts, step, now),
    latestExtension: (_, dueAt) => new Date(Date.parse(dueAt) + 8 * hour + 30 * 24 * hour).toISOString().slice(0, 10),
    profileFor: () => profile,
    isNode: (node) => /^44\d{4}(-[a-z]+)?$/.test(node),
  }
}

/** Valid data for every message. */
export const dataOf: { readonly [T in CaseMessageType]: Extract<CaseMessage, { type: T }>['data'] } = {
  'case.submitted': {
    nature: 'complaint',
    title: '夜间施工噪声',
    content: '工地连续三晚施工至凌晨。',
    category: { scheme: 'inquiry-category', version: '1', code: '020301' },
    division: '440106',
    channel: 'web',
    submittedAt: '2026-09-01T08:00:00+08:00',
    reporter: { kind: 'person', sealed: 'a.b.c.d.e' },
    secrecy: 'none',
    public: true,
    urgency: 'normal',
  },
  'case.amended': { content: '补充：今晚仍在施工。', note: '来电补充' },
  'case.withdrawn': { reason: '已解决' },
  'case.accepted': { unit: '天河区城管局' },
  'case.declined': { reason: 'not-in-scope', explanation: '不属受理范围。' },
  'case.returned': {
    reason: 'not-our-competence',
    explanation: '该路段由市交通运输局管养。',
    basis: '三定方案',
    suggestedNode: another,
  },
  'case.progressed': { note: '已派员核查。' },
  'case.contributed': { content: '许可资料已提供。' },
  'case.extension-requested': { until: '2026-11-20', reason: '等待检测报告。' },
  'case.paused': { reason: 'correction', explanation: '请补充材料。' },
  'case.resumed': { reason: '材料已齐' },
  'case.replied': {
    content: '工地已停工整改。',
    public: true,
    unit: '天河区城管局',
    repliedAt: '2026-09-01T08:30:00+08:00',
  },
  'case.closed': { outcome: 'resolved' },
  'case.rated': { rating: 1, comment: '不满意' },
  'case.reopen-requested': { reason: '复发' },
  'case.review-requested': { reason: '不服' },
  'case.reviewed': { outcome: 'upheld', content: '予以维持。' },
  'supervision.answered': { supervisionId: 's1', content: '已整改。' },
}

/** A message command, with data other than the example's where given. */
export function say(sender: string, type: CaseMessageType, data?: object): Command {
  const reference = type === 'case.submitted' ? { sourceId: 'GZ-1' } : { caseId }
  const message = { id: 'm1', type, time: at(0), case: reference, data: { ...dataOf[type], ...data } } as CaseMessage
  return { kind: 'message', caseId, sender, message, envelopeDigest: 'e'.repeat(43) }
}

export const route = {
  node: handler,
  assist: [],
  rule: 'r1',
  rulesVersion: 3,
  why: { zh: '区划 440106', en: 'division 440106' },
  beat: [{ rule: 'r2', because: 'division' }],
}
export const profile = { id: 'xinfang-2022', version: '1' }
export const assignByRule: Command = { kind: 'assign-by-rule', route, profile }
export const coordinator = { by: 'coordinator', reason: '经协调' } as const

/** A case with its log: says commands one hour after the other and remembers the events. */
export class Story {
  state: CaseState | undefined
  readonly events: RecordedEvent[] = []
  hours = 0

  /** What the command comes to; what is allowed is recorded. */
  try(command: Command): Decision {
    this.hours += 1
    const decision = decide(this.state, command, contextAt(at(this.hours)))
    if (decision.ok) for (const event of decision.events) this.record(event)
    return decision
  }

  /** The same for commands that must succeed. */
  do(...commands: readonly Command[]): this {
    for (const command of commands) {
      const decision = this.try(command)
      if (!decision.ok) throw new Error(`${command.kind} refused: ${JSON.stringify(decision.problem)}`)
    }
    return this
  }

  record(event: NewEvent): void {
    const recorded: RecordedEvent = { ...event, position: this.events.length, time: at(this.hours) }
    this.events.push(recorded)
    this.state = evolve(this.state, recorded)
  }

  get case(): CaseState {
    if (!this.state) throw new Error('there is no case yet')
    return this.state
  }

  get last(): RecordedEvent {
    const event = this.events.at(-1)
    if (!event) throw new Error('there is no event yet')
    return event
  }

  refold(): CaseState | undefined {
    return fold(this.events)
  }
}

/** A submitted case assigned by rule r1 to the handler. */
export function assigned(data?: object): Story {
  return new Story().do(say(origin, 'case.submitted', data), assignByRule)
}
