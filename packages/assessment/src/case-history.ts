import { isTooLate } from '@inquiry/lifecycle'
import type { Due, EventType, Step } from '@inquiry/schema'
import type { PublicEvent } from './public-event.ts'

/** One stay of a case with a handler, from the event that gave it the case: what it is judged by. */
export type Handling = {
  /** The position of the event that began it; it tells one handling from every other. */
  unit: number
  node: string
  designated: boolean
  /** The case was merged into another, whose handling served it: that one is judged. */
  served: boolean
  /** The due dates as events last set them; never reckoned again. */
  acceptBy: string | null
  replyBy: string | null
  /** The due dates that were missed; what is granted or done afterwards does not mend them. */
  acceptMissed: string | null
  replyMissed: string | null
  /** How the handler first answered to having been given the case. */
  first: { as: 'accepted' | 'declined' | 'returned'; at: string } | null
  /** It was returned, and yet given to the same node again. */
  cameBack: boolean
  repliedAt: string | null
  /** The last rating of the reply. */
  rating: number | null
  /** The reply was not the end: the case was reopened. */
  reopened: boolean
}

/** A supervision order to a handler. */
export type Order = {
  unit: number
  id: string
  node: string | null
  answerBy: string | null
  answeredAt: string | null
  missed: string | null
}

/** What figures are made of in the history of one case: a fold of the public parts of its events. */
export type CaseHistory = {
  caseId: string
  /** A synthetic case: nothing is counted of it. */
  probe: boolean
  merged: boolean
  handlings: readonly Handling[]
  orders: readonly Order[]
}

/** The history after an event of the case; undefined as long as no node has been given it. */
export function advanceHistory(history: CaseHistory | undefined, event: PublicEvent): CaseHistory | undefined {
  if (event.type === 'case.submitted') return event.data.probe ? { ...untold(event), probe: true } : history
  const change = changes[event.type] as ((history: CaseHistory, event: PublicEvent) => CaseHistory) | undefined
  if (!change || history?.probe) return history
  if (!history && !beginning.has(event.type)) return undefined
  return change(history ?? untold(event), event)
}

/** The types that change a history; a reader needs no others. */
export function historyTypes(): EventType[] {
  return ['case.submitted', ...(Object.keys(changes) as EventType[])]
}

const beginning: ReadonlySet<EventType> = new Set(['case.assigned', 'case.designated', 'supervision.issued'])

function untold({ subject }: PublicEvent): CaseHistory {
  return { caseId: subject, probe: false, merged: false, handlings: [], orders: [] }
}

type Change<T extends EventType> = (history: CaseHistory, event: PublicEvent<T>) => CaseHistory

const changes: { [T in EventType]?: Change<T> } = {
  'case.assigned': (history, event) => (event.data.role === 'lead' ? given(history, event, false) : history),
  'case.designated': (history, event) => given(history, event, true),
  'case.reopened': reopened,
  'case.accepted': (history, { data, time }) =>
    current(history, (handling) => withDue(answered(handling, 'accepted', time), data.due)),
  'case.declined': (history, { time }) => current(history, (handling) => answered(handling, 'declined', time)),
  'case.returned': (history, { time }) => current(history, (handling) => answered(handling, 'returned', time)),
  'case.resumed': (history, { data }) => current(history, (handling) => withDue(handling, data.due)),
  'case.extended': (history, { data }) => current(history, (handling) => withDue(handling, data.due)),
  'case.due-changed': (history, { data: { step, to } }) => current(history, (handling) => dueBy(handling, step, to)),
  'case.overdue': (history, { data: { step, dueAt } }) =>
    step === 'supervise' ? unanswered(history, dueAt) : current(history, (handling) => missed(handling, step, dueAt)),
  'case.replied': (history, { time }) => current(history, (handling) => replied(handling, time)),
  'case.rated': (history, { data: { rating } }) => lastReplied(history, (handling) => ({ ...handling, rating })),
  'case.merged': (history, { subject, data }) => servedByAnother(history, data.primary !== subject),
  'case.split': (history) => servedByAnother(history, false),
  'supervision.issued': (history, { position: unit, data: { supervisionId: id, node, answerBy } }) => ({
    ...history,
    orders: [...history.orders, { unit, id, node, answerBy, answeredAt: null, missed: null }],
  }),
  'supervision.answered': (history, { time, data }) =>
    order(history, data.supervisionId, (it) => ({
      ...it,
      answeredAt: time,
      missed: it.missed ?? lateFor(it.answerBy, time),
    })),
  // An order that was lifted before it had to be answered asks for nothing.
  'supervision.lifted': (history, { data }) => order(history, data.supervisionId, (it) => ({ ...it, answerBy: null })),
}

function given(
  history: CaseHistory,
  { data, position }: PublicEvent<'case.assigned' | 'case.designated'>,
  designated: boolean,
): CaseHistory {
  const before = history.handlings.map((handling) =>
    handling.node === data.node && handling.first?.as === 'returned' ? { ...handling, cameBack: true } : handling,
  )
  return {
    ...history,
    handlings: [...before, begun(history, { unit: position, node: data.node, designated }, data.due)],
  }
}

/** The reply was not the end; the same handler is given the case again, bound as it was. */
function reopened(history: CaseHistory, { data, position }: PublicEvent<'case.reopened'>): CaseHistory {
  const last = history.handlings.at(-1)
  if (!last) return history
  const marked = last.repliedAt === null ? history : current(history, (handling) => ({ ...handling, reopened: true }))
  const place = { unit: position, node: data.node ?? last.node, designated: last.designated }
  return { ...history, handlings: [...marked.handlings, begun(history, place, data.due)] }
}

function begun(
  { merged }: CaseHistory,
  place: Pick<Handling, 'unit' | 'node' | 'designated'>,
  due: readonly Due[] | undefined,
): Handling {
  const nothingYet = { acceptBy: null, replyBy: null, acceptMissed: null, replyMissed: null, first: null }
  const noReply = { cameBack: false, repliedAt: null, rating: null, reopened: false }
  return withDue({ ...place, served: merged, ...nothingYet, ...noReply }, due)
}

function current(history: CaseHistory, change: (handling: Handling) => Handling): CaseHistory {
  return replaceAt(history, history.handlings.length - 1, change)
}

function lastReplied(history: CaseHistory, change: (handling: Handling) => Handling): CaseHistory {
  return replaceAt(
    history,
    history.handlings.findLastIndex(({ repliedAt }) => repliedAt !== null),
    change,
  )
}

function replaceAt(history: CaseHistory, index: number, change: (handling: Handling) => Handling): CaseHistory {
  const handling = history.handlings[index]
  return handling ? { ...history, handlings: history.handlings.with(index, change(handling)) } : history
}

function order(history: CaseHistory, id: string, change: (order: Order) => Order): CaseHistory {
  return { ...history, orders: history.orders.map((it) => (it.id === id && it.answeredAt === null ? change(it) : it)) }
}

function answered(handling: Handling, as: NonNullable<Handling['first']>['as'], at: string): Handling {
  if (handling.first) return handling
  return { ...handling, first: { as, at }, acceptMissed: handling.acceptMissed ?? lateFor(handling.acceptBy, at) }
}

function replied(handling: Handling, at: string): Handling {
  if (handling.repliedAt !== null) return handling
  return { ...handling, repliedAt: at, replyMissed: handling.replyMissed ?? lateFor(handling.replyBy, at) }
}

function missed(handling: Handling, step: Step, dueAt: string): Handling {
  if (step === 'accept' && handling.first === null) return { ...handling, acceptMissed: handling.acceptMissed ?? dueAt }
  if (step === 'reply' && handling.repliedAt === null)
    return { ...handling, replyMissed: handling.replyMissed ?? dueAt }
  return handling
}

function unanswered(history: CaseHistory, dueAt: string): CaseHistory {
  const late = (it: Order) => it.answerBy === dueAt && it.answeredAt === null && it.missed === null
  return { ...history, orders: history.orders.map((it) => (late(it) ? { ...it, missed: dueAt } : it)) }
}

/** Whose handling serves the case is settled for a handling by its reply, or by the date that it missed. */
function servedByAnother(history: CaseHistory, merged: boolean): CaseHistory {
  return current({ ...history, merged }, (handling) =>
    handling.repliedAt === null && handling.replyMissed === null ? { ...handling, served: merged } : handling,
  )
}

function withDue(handling: Handling, due: readonly Due[] | undefined): Handling {
  return (due ?? []).reduce((before, { step, dueAt }) => dueBy(before, step, dueAt), handling)
}

function dueBy(handling: Handling, step: Step, dueAt: string): Handling {
  if (step === 'accept') return { ...handling, acceptBy: dueAt }
  return step === 'reply' ? { ...handling, replyBy: dueAt } : handling
}

function lateFor(dueAt: string | null, at: string): string | null {
  return dueAt !== null && isTooLate(at, dueAt) ? dueAt : null
}
