import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, NoQuery, problemAnswer, wholeNumber } from '@inquiry/http'
import {
  CaseId,
  Hotspots,
  Instant,
  LinkKind,
  Matter,
  Matters,
  MergeRequest,
  Position,
  Reason,
  Sentence,
} from '@inquiry/schema'

const tags = ['matters 同一事项']
const headers = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .openapi({ description: '同一键 24 小时内得到同一答复 the same key gets the same answer for 24 hours' }),
})
const matterParam = z.object({ matterId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) })
const limit = wholeNumber({ min: 1, max: 1000 }).optional()

/** A pair that waits for a coordinator: linked by `POST /v1/cases/{id}/links`, ruled out by `DELETE …/links/{caseId}`. */
export const MatterCandidate = z.object({
  caseId: CaseId,
  otherId: CaseId,
  kind: LinkKind,
  score: z.number().min(0).max(1),
  evidence: z.record(z.string(), z.unknown()),
  /** Words, names and sentences in common, for who may read both cases. */
  shared: z.record(z.string(), z.unknown()).nullable(),
  matterId: z.string().nullable(),
  foundAt: Instant,
})
export type MatterCandidate = z.infer<typeof MatterCandidate>

/** What became of a merging: the cases served by the primary from now on, and those left out with the reason. */
export const Merged = z.object({
  primary: CaseId,
  merged: z.array(CaseId),
  left: z.array(z.object({ caseId: CaseId, reason: Sentence })),
  position: Position,
})
export type Merged = z.infer<typeof Merged>

/** What became of a splitting: the cases that are handled on their own again. */
export const Split = z.object({ split: z.array(CaseId), position: Position })
export type Split = z.infer<typeof Split>

export const mattersRoute = createRoute({
  method: 'get',
  path: '/v1/matters',
  tags,
  summary: '同一事项列表 matters with their cases and links, the newest first',
  request: { query: z.strictObject({ after: z.string().max(64).optional(), limit }) },
  responses: { 200: jsonAnswer(Matters, 'A page of matters'), ...problemAnswer },
})

export const matterRoute = createRoute({
  method: 'get',
  path: '/v1/matters/{matterId}',
  tags,
  summary: '一个事项 one matter',
  request: { params: matterParam, query: NoQuery },
  responses: { 200: jsonAnswer(Matter, 'The matter'), ...problemAnswer },
})

export const candidatesRoute = createRoute({
  method: 'get',
  path: '/v1/matter-candidates',
  tags,
  summary: '待确认的关联 pairs that a coordinator is asked about, the likeliest first',
  request: { query: z.strictObject({ limit }) },
  responses: {
    200: jsonAnswer(z.object({ candidates: z.array(MatterCandidate) }), 'The pairs'),
    ...problemAnswer,
  },
})

export const mergeRoute = createRoute({
  method: 'post',
  path: '/v1/matters/{matterId}/merge',
  tags,
  summary: '并案 merge the open cases of a matter: one handling serves them all',
  request: { params: matterParam, query: NoQuery, headers, body: jsonBody(MergeRequest) },
  responses: { 201: jsonAnswer(Merged, 'Merged'), ...problemAnswer },
})

export const splitRoute = createRoute({
  method: 'post',
  path: '/v1/matters/{matterId}/split',
  tags,
  summary: '拆案 undo the merging: each case is handled on its own again',
  request: { params: matterParam, query: NoQuery, headers, body: jsonBody(Reason) },
  responses: { 201: jsonAnswer(Split, 'Split'), ...problemAnswer },
})

/** What the hub holds to be the category of a case that came without one; it stands for nothing. */
export const categorySuggestionsRoute = createRoute({
  method: 'get',
  path: '/v1/cases/{caseId}/category-suggestions',
  tags: ['cases 案件'],
  summary: '建议类别 the most probable categories of a case that came without one, with the words that spoke for them',
  request: { params: z.object({ caseId: z.string() }), query: NoQuery },
  responses: {
    200: jsonAnswer(
      z.object({
        suggestions: z.array(
          z.object({ code: z.string(), probability: z.number().min(0).max(1), words: z.array(z.string()) }),
        ),
      }),
      'At most three, the likeliest first',
    ),
    ...problemAnswer,
  },
})

export const hotspotsRoute = createRoute({
  method: 'get',
  path: '/v1/hotspots',
  tags,
  summary: '热点 matters and topics that grow unusually fast against their own past, hottest first',
  request: { query: z.strictObject({ limit }) },
  responses: { 200: jsonAnswer(Hotspots, 'The hot spots that stand'), ...problemAnswer },
})
