import {
  Cases,
  CaseView,
  Discovery,
  EventsPage,
  Hotspots,
  InboxPage,
  Matters,
  Nodes,
  Stats,
  type StatsGroup,
  type StatsMeasure,
} from '@inquiry/schema'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { QuestionRefused } from './answer.ts'
import { doorsOf, InterfaceDocument } from './doors.ts'
import { type Asker, ask } from './hub.client.ts'
import { type ParameterValue, withParameters } from './parameters.ts'

/** Which queries move when events arrive. */
export const livingKeys = { figures: 'figures', cases: 'cases', nodes: 'nodes', matters: 'matters' } as const

/** Days `YYYY-MM-DD` in Asia/Shanghai: `from` inclusive, `to` exclusive (annex B21). */
export type Period = { from?: string; to?: string }

/** Cases counted by up to three groups. */
export function figuresQuestion(
  asker: Asker,
  groups: readonly StatsGroup[],
  measures: readonly StatsMeasure[],
  period: Period,
) {
  const parameters = { groupBy: groups.join(','), measures: measures.join(','), ...period }
  const path = withParameters('/v1/stats/cases', parameters)
  return queryOptions({
    queryKey: [livingKeys.figures, path],
    queryFn: ({ signal }) => answerOf(path, Stats, asker, signal),
    placeholderData: keepPreviousData,
  })
}

/** Every node with its health. */
export function nodesQuestion(asker: Asker) {
  return queryOptions({
    queryKey: [livingKeys.nodes],
    queryFn: ({ signal }) => answerOf('/v1/nodes', Nodes, asker, signal),
  })
}

/** Cases that fit the filters, page after page. */
export function casesQuestion(asker: Asker, filters: Readonly<Record<string, ParameterValue>>) {
  return infiniteQueryOptions({
    queryKey: [livingKeys.cases, 'list', filters],
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
    queryKey: [livingKeys.cases, 'file', caseId],
    queryFn: ({ signal }) => answerOf(`/v1/cases/${encodeURIComponent(caseId)}`, CaseView, asker, signal),
  })
}

/** What happened to one case, first to last; a case has far fewer events than one page holds. */
export function caseEventsQuestion(asker: Asker, caseId: string) {
  const path = withParameters(`/v1/cases/${encodeURIComponent(caseId)}/events`, { limit: 1000 })
  return queryOptions({
    queryKey: [livingKeys.cases, 'events', caseId],
    queryFn: ({ signal }) => answerOf(path, InboxPage, asker, signal),
  })
}

/** Matters filed in more than one place, page after page. */
export function mattersQuestion(asker: Asker) {
  return infiniteQueryOptions({
    queryKey: [livingKeys.matters, 'list'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(withParameters('/v1/matters', { after: pageParam }), Matters, asker, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

/** Matters that grow unusually fast. */
export function hotspotsQuestion(asker: Asker) {
  return queryOptions({
    queryKey: [livingKeys.matters, 'hot'],
    queryFn: ({ signal }) => answerOf('/v1/hotspots', Hotspots, asker, signal),
  })
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

/** Which questions this hub answers at all. */
export function doorsQuestion(asker: Asker) {
  return queryOptions({
    queryKey: ['doors'],
    queryFn: async ({ signal }) => doorsOf(await answerOf('/openapi.json', InterfaceDocument, asker, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

async function answerOf<T>(path: string, contract: z.ZodType<T>, asker: Asker, signal: AbortSignal): Promise<T> {
  const answer = await ask(path, contract, asker, signal)
  if (!answer.ok) throw new QuestionRefused(answer.refusal)
  return answer.value
}
