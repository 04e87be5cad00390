import {
  Assessment,
  AssessmentAct,
  Assessments,
  Exclusions,
  IndicatorCases,
  Objections,
  Publication,
} from '@inquiry/schema'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { valueOf } from '../hub/answer.ts'
import { type Asker, remove, tell } from '../hub/hub.client.ts'
import { withParameters } from '../hub/parameters.ts'
import { answerOf } from '../hub/questions.ts'

/** Everything under this key is asked again when something was decided. */
export const assessmentKey = 'assessment'

/** Figures move with the log; they are asked again at this pace. */
const unhurriedMs = 15_000

/** The months that are counted, and the formulas. */
export function monthsQuestion(asker: Asker) {
  return queryOptions({
    queryKey: [assessmentKey, 'months'],
    queryFn: ({ signal }) => answerOf('/v1/assessments', Assessments, asker, signal),
  })
}

/** A month's figures, as they are now. */
export function figuresOfMonth(asker: Asker, month: string) {
  return queryOptions({
    queryKey: [assessmentKey, month, 'figures'],
    refetchInterval: unhurriedMs,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answerOf(`/v1/assessments/${month}`, Assessment, asker, signal),
  })
}

/** What an indicator of a node counts and leaves out, page after page. */
export function casesOfIndicator(asker: Asker, month: string, { nodeId, id }: { nodeId: string; id: string }) {
  const path = `/v1/assessments/${month}/nodes/${nodeId}/indicators/${id}`
  return infiniteQueryOptions({
    queryKey: [assessmentKey, month, 'cases', nodeId, id],
    queryFn: ({ pageParam, signal }) =>
      answerOf(withParameters(path, { after: pageParam }), IndicatorCases, asker, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => (next === null || next === undefined ? null : String(next)),
  })
}

/** What was objected to in a month. */
export function objectionsOfMonth(asker: Asker, month: string) {
  return queryOptions({
    queryKey: [assessmentKey, month, 'objections'],
    refetchInterval: unhurriedMs,
    queryFn: ({ signal }) => answerOf(`/v1/assessments/${month}/objections`, Objections, asker, signal),
  })
}

/** What was left out of a month by decision. */
export function exclusionsOfMonth(asker: Asker, month: string) {
  return queryOptions({
    queryKey: [assessmentKey, month, 'exclusions'],
    queryFn: ({ signal }) => answerOf(`/v1/assessments/${month}/exclusions`, Exclusions, asker, signal),
  })
}

/** Uphold or dismiss an objection. */
export function decideObjection(
  asker: Asker,
  { month, id, decision, reason }: { month: string; id: string; decision: 'upheld' | 'dismissed'; reason: string },
): Promise<AssessmentAct> {
  return done(`/v1/assessments/${month}/objections/${id}/decision`, { decision, reason }, AssessmentAct, asker)
}

/** Leave a case out of a node's indicator. */
export function excludeCase(
  asker: Asker,
  { month, ...wanted }: { month: string; nodeId: string; indicator: string; caseId: string; reason: string },
): Promise<AssessmentAct> {
  return done(`/v1/assessments/${month}/exclusions`, wanted, AssessmentAct, asker)
}

/** Take an exclusion back. */
export async function readmit(
  asker: Asker,
  { month, id, reason }: { month: string; id: string; reason: string },
): Promise<AssessmentAct> {
  return valueOf(await remove(`/v1/assessments/${month}/exclusions/${id}`, AssessmentAct, asker, { reason }))
}

/** Publish the figures of a month that is over. */
export function publish(asker: Asker, month: string): Promise<Publication> {
  return done(`/v1/assessments/${month}/publications`, {}, Publication, asker)
}

async function done<T>(path: string, body: object, contract: z.ZodType<T>, asker: Asker): Promise<T> {
  return valueOf(await tell(path, body, contract, asker))
}
