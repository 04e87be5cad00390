import {
  Cases,
  CaseView,
  CurrentSession,
  DeliveriesOverview,
  Discovery,
  EventsPage,
  Hotspots,
  InboxPage,
  Matters,
  Nodes,
  Redriven,
  type RedriveRequest,
  Stats,
  type StatsGroup,
  type StatsMeasure,
} from '@inquiry/schema'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { valueOf } from './answer.ts'
import { doorsOf, InterfaceDocument } from './doors.ts'
import { type Asker, ask, tell } from './hub.client.ts'
import { type ParameterValue, withParameters } from './parameters.ts'

/** Queries under this key are asked again as events arrive: counts that the hub keeps ready. */
export const livingKey = 'figures'
/** Under this key and its id stands everything about one case. */
export const caseKey = 'case'
/** What the hub must work out anew is asked at most so often. */
const unhurriedMs = 15_000

/** Days `YYYY-MM-DD` in Asia/Shanghai: `from` inclusive, `to` exclusive (annex B21). */
export type Period = { from?: string; to?: string }

/** Measures that the hub has ready (annex B21). */
const readyMeasures: ReadonlySet<StatsMeasure> = new Set(['count', 'open', 'closed'])

/**
 * Cases counted by up to three groups. Ready measures are asked again as events arrive; the others move with time too
 * and cost the hub more, so they are asked at their own pace.
 */
export function figuresQuestion(
  asker: Asker,
  groups: readonly StatsGroup[],
  measures: readonly StatsMeasure[],
  period: Period,
) {
  const path = withParameters('/v1/stats/cases', { groupBy: groups.join(','), measures: measures.join(','), ...period })
  const ready = measures.every((measure) => readyMeasures.has(measure))
  return queryOptions({
    queryKey: [ready ? livingKey : 'measures', path],
    queryFn: ({ signal }) => answerOf(path, Stats, asker, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ready ? false : unhurriedMs,
  })
}

/** Every node with its health. */
export function nodesQuestion(asker: Asker) {
  return queryOptions({
    queryKey: ['nodes'],
    refetchInterval: unhurriedMs,
    queryFn: ({ signal }) => answerOf('/v1/nodes', Nodes, asker, signal),
  })
}

/** Cases that fit the filters, page after page. */
export function casesQuestion(asker: Asker, filters: Readonly<Record<string, ParameterValue>>) {
  return infiniteQueryOptions({
    queryKey: ['cases', filters],
    queryFn: ({ pageParam, signal }) =>
      answerOf(withParameters('/v1/cases', { ...filters, after: pageParam }), Cases, asker, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** One case. */
export function caseQuestion(asker: Asker, caseId: string) {
  return queryOptions({
    queryKey: [caseKey, caseId, 'file'],
    queryFn: ({ signal }) => answerOf(`/v1/cases/${encodeURIComponent(caseId)}`, CaseView, asker, signal),
  })
}

/** What happened to one case, first to last; a case has far fewer events than one page holds. */
export function caseEventsQuestion(asker: Asker, caseId: string) {
  const path = withParameters(`/v1/cases/${encodeURIComponent(caseId)}/events`, { limit: 1000 })
  return queryOptions({
    queryKey: [caseKey, caseId, 'events'],
    queryFn: ({ signal }) => answerOf(path, InboxPage, asker, signal),
  })
}

/** Matters filed in more than one place, page after page. */
export function mattersQuestion(asker: Asker) {
  return infiniteQueryOptions({
    queryKey: ['matters'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(withParameters('/v1/matters', { after: pageParam }), Matters, asker, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

/** Matters that grow unusually fast. */
export function hotspotsQuestion(asker: Asker) {
  return queryOptions({
    queryKey: ['hotspots'],
    refetchInterval: unhurriedMs,
    queryFn: ({ signal }) => answerOf('/v1/hotspots', Hotspots, asker, signal),
  })
}

/** How publishing and delivering stand; asked again often, since whoever looks waits for something to move. */
export function deliveriesQuestion(asker: Asker) {
  return queryOptions({
    queryKey: ['deliveries'],
    refetchInterval: 5_000,
    queryFn: ({ signal }) => answerOf('/v1/deliveries', DeliveriesOverview, asker, signal),
  })
}

/** Let webhooks be tried again from where they stand: one of them, or all that have stopped or fail. */
export async function redrive(asker: Asker, wanted: RedriveRequest): Promise<Redriven> {
  return valueOf(await tell('/v1/deliveries/redrive', wanted, Redriven, asker))
}

/** The last `count` events up to the position, oldest first. */
export function latestEvents(asker: Asker, head: number, count: number, signal: AbortSignal) {
  const path = withParameters('/v1/events', { after: Math.max(-1, head - count), limit: count })
  return answerOf(path, EventsPage, asker, signal)
}

/** Up to which position the figures are complete. */
export async function headOfFigures(asker: Asker, signal: AbortSignal): Promise<number> {
  return (await answerOf('/v1/stats/cases', Stats, asker, signal)).asOf.position
}

/** What the hub says of itself. */
export function discoveryQuestion(asker: Asker) {
  return queryOptions({
    queryKey: ['discovery'],
    queryFn: ({ signal }) => answerOf('/.well-known/inquiry-hub', Discovery, asker, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Who asks, as the hub knows them. */
export function personQuestion(asker: Asker) {
  return queryOptions({
    queryKey: ['person'],
    queryFn: ({ signal }) => answerOf('/v1/session', CurrentSession, asker, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Which questions this hub answers at all. */
export function doorsQuestion(asker: Asker) {
  return queryOptions({
    queryKey: ['doors'],
    queryFn: async ({ signal }) => doorsOf(await answerOf('/openapi.json', InterfaceDocument, asker, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The hub's answer to a question by GET. Throws QuestionRefused. */
export async function answerOf<T>(path: string, contract: z.ZodType<T>, asker: Asker, signal: AbortSignal): Promise<T> {
  return valueOf(await ask(path, contract, asker, signal))
}
