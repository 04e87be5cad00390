import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, NoQuery, problemAnswer } from '@inquiry/http'
import {
  AssignmentRequest,
  ExtensionDecision,
  LinkRecorded,
  LinkRequest,
  NodeId,
  NodeWithReason,
  OptionalReason,
  Reason,
  Recorded,
  ReopeningDecision,
  SupervisionIssued,
  SupervisionRequest,
} from '@inquiry/schema'

const tags = ['coordination 协调']
const headers = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .openapi({ description: '同一键 24 小时内得到同一答复 the same key gets the same answer for 24 hours' }),
})
const caseParam = z.object({ caseId: z.string() })
const optionalReason = { required: false, content: { 'application/json': { schema: OptionalReason } } }

/** A command on a case by POST, with its body and what it answers. */
function command<P extends string, B extends z.ZodType, A extends z.ZodType>(
  path: P,
  summary: string,
  body: B,
  answer: A,
) {
  return createRoute({
    method: 'post',
    path: `/v1/cases/{caseId}/${path}`,
    tags,
    summary,
    request: { params: caseParam, query: NoQuery, headers, body: jsonBody(body) },
    responses: { 201: jsonAnswer(answer, 'Recorded'), ...problemAnswer },
  })
}

export const assignRoute = command('assignments', '分派 assign a handler or an assistant', AssignmentRequest, Recorded)
export const designateRoute = command('designation', '指定承办 designate a handler, binding', NodeWithReason, Recorded)
export const superviseRoute = command(
  'supervision',
  '督办 issue a supervision order',
  SupervisionRequest,
  SupervisionIssued,
)
export const extensionRoute = command('extension', '延期决定 decide an extension', ExtensionDecision, Recorded)
export const reopeningRoute = command('reopening', '重办决定 decide a reopening', ReopeningDecision, Recorded)
export const reviewRoute = command('review', '指定复查机关 name the reviewing node', NodeWithReason, Recorded)
export const releaseRoute = command(
  'reporter-release',
  '提供来访人信息 release the reporter’s data to who handles or reviews the case, in spite of secrecy',
  NodeWithReason,
  Recorded,
)
export const linkRoute = command('links', '关联案件 link another case about the same matter', LinkRequest, LinkRecorded)

export const relieveRoute = createRoute({
  method: 'delete',
  path: '/v1/cases/{caseId}/assignments/{nodeId}',
  tags,
  summary: '解除协办 remove an assistant',
  request: { params: caseParam.extend({ nodeId: NodeId }), query: NoQuery, headers, body: optionalReason },
  responses: { 200: jsonAnswer(Recorded, 'Recorded'), ...problemAnswer },
})
export const liftRoute = createRoute({
  method: 'delete',
  path: '/v1/cases/{caseId}/supervision/{supervisionId}',
  tags,
  summary: '解除督办 lift a supervision order',
  request: { params: caseParam.extend({ supervisionId: z.string() }), query: NoQuery, headers, body: jsonBody(Reason) },
  responses: { 200: jsonAnswer(Recorded, 'Recorded'), ...problemAnswer },
})
export const unlinkRoute = createRoute({
  method: 'delete',
  path: '/v1/cases/{caseId}/links/{otherId}',
  tags,
  summary: '解除关联 take a link back',
  request: { params: caseParam.extend({ otherId: z.string() }), query: NoQuery, headers, body: optionalReason },
  responses: { 200: jsonAnswer(Recorded, 'Recorded'), ...problemAnswer },
})
