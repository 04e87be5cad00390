import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, NoQuery, problemAnswer, wholeNumber } from '@inquiry/http'
import {
  Assessment,
  AssessmentAct,
  Assessments,
  ExclusionRequest,
  Exclusions,
  IndicatorCases,
  ObjectionDecision,
  ObjectionRequest,
  Objections,
  Publication,
  PublicationRequest,
  Publications,
  Reason,
} from '@inquiry/schema'

const tags = ['assessments 考核']
const headers = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .openapi({ description: '同一键 24 小时内得到同一答复 the same key gets the same answer for 24 hours' }),
})
const month = z.string().openapi({ example: '2026-11' })
const inMonth = z.object({ month })
const act = inMonth.extend({ id: z.string().openapi({ example: '019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c' }) })
const formula = z.string().optional().openapi({ example: '2026-1' })
const node = z.string().optional().openapi({ example: '440100' })

export const indexRoute = createRoute({
  method: 'get',
  path: '/v1/assessments',
  tags,
  summary: '考核月份与公式 the months that are counted, and the formulas',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Assessments, 'Months, the newest first; every formula'), ...problemAnswer },
})
export const monthRoute = createRoute({
  method: 'get',
  path: '/v1/assessments/{month}',
  tags,
  summary: '月度考核 each node’s indicators; a node sees its own',
  request: {
    params: inMonth,
    query: z.strictObject({ formula, node, indicator: z.string().optional().openapi({ example: 'reply-on-time' }) }),
  },
  responses: { 200: jsonAnswer(Assessment, 'The figures at a position of the log'), ...problemAnswer },
})
export const casesRoute = createRoute({
  method: 'get',
  path: '/v1/assessments/{month}/nodes/{nodeId}/indicators/{id}',
  tags,
  summary: '指标所含案件 what an indicator counts and leaves out, case by case',
  request: {
    params: inMonth.extend({
      nodeId: z.string().openapi({ example: '440100' }),
      id: z.string().openapi({ example: 'reply-on-time' }),
    }),
    query: z.strictObject({
      formula,
      counted: z.enum(['true', 'false']).optional(),
      after: wholeNumber({ min: -1, max: Number.MAX_SAFE_INTEGER }).optional(),
      limit: wholeNumber({ min: 1, max: 1000 }).optional(),
    }),
  },
  responses: { 200: jsonAnswer(IndicatorCases, 'A page, in the order of the log'), ...problemAnswer },
})

export const objectionsRoute = createRoute({
  method: 'get',
  path: '/v1/assessments/{month}/objections',
  tags,
  summary: '申诉 the objections; a node sees its own',
  request: {
    params: inMonth,
    query: z.strictObject({ state: z.enum(['open', 'upheld', 'dismissed']).optional(), node }),
  },
  responses: { 200: jsonAnswer(Objections, 'The objections'), ...problemAnswer },
})
export const objectRoute = createRoute({
  method: 'post',
  path: '/v1/assessments/{month}/objections',
  tags,
  summary: '提出申诉 contest a figure, by the node or by a coordinator for it',
  request: { params: inMonth, query: NoQuery, headers, body: jsonBody(ObjectionRequest) },
  responses: { 201: jsonAnswer(AssessmentAct, 'The objection'), ...problemAnswer },
})
export const decideRoute = createRoute({
  method: 'post',
  path: '/v1/assessments/{month}/objections/{id}/decision',
  tags,
  summary: '处理申诉 uphold an objection, which leaves its cases out, or dismiss it',
  request: { params: act, query: NoQuery, headers, body: jsonBody(ObjectionDecision) },
  responses: { 201: jsonAnswer(AssessmentAct, 'The objection as it is decided'), ...problemAnswer },
})

export const exclusionsRoute = createRoute({
  method: 'get',
  path: '/v1/assessments/{month}/exclusions',
  tags,
  summary: '剔除 the exclusions, those taken back too',
  request: { params: inMonth, query: NoQuery },
  responses: { 200: jsonAnswer(Exclusions, 'The exclusions'), ...problemAnswer },
})
export const excludeRoute = createRoute({
  method: 'post',
  path: '/v1/assessments/{month}/exclusions',
  tags,
  summary: '剔除案件 leave cases out of the figures',
  request: { params: inMonth, query: NoQuery, headers, body: jsonBody(ExclusionRequest) },
  responses: { 201: jsonAnswer(AssessmentAct, 'The exclusion'), ...problemAnswer },
})
export const readmitRoute = createRoute({
  method: 'delete',
  path: '/v1/assessments/{month}/exclusions/{id}',
  tags,
  summary: '撤销剔除 count the cases again',
  request: { params: act, query: NoQuery, headers, body: jsonBody(Reason) },
  responses: { 200: jsonAnswer(AssessmentAct, 'The exclusion as it was taken back'), ...problemAnswer },
})

export const publicationsRoute = createRoute({
  method: 'get',
  path: '/v1/assessments/{month}/publications',
  tags,
  summary: '考核发布 what was published of the month',
  request: { params: inMonth, query: NoQuery },
  responses: { 200: jsonAnswer(Publications, 'The publications, the newest first'), ...problemAnswer },
})
export const publicationRoute = createRoute({
  method: 'get',
  path: '/v1/assessments/{month}/publications/{id}',
  tags,
  summary: '已发布的考核 the figures as they were published; a node sees its own',
  request: { params: act, query: NoQuery },
  responses: { 200: jsonAnswer(Assessment, 'The figures as published'), ...problemAnswer },
})
export const publishRoute = createRoute({
  method: 'post',
  path: '/v1/assessments/{month}/publications',
  tags,
  summary: '发布考核 publish the figures of a month that is over, with formula, position and digest in the log',
  request: { params: inMonth, query: NoQuery, headers, body: jsonBody(PublicationRequest) },
  responses: { 201: jsonAnswer(Publication, 'Published'), ...problemAnswer },
})
