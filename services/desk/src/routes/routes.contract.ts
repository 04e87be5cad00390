import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, NoQuery, problemAnswer, wholeNumber } from '@inquiry/http'
import {
  Instant,
  natureCodes,
  RouteRule,
  Routes,
  RouteSimulation,
  RouteSimulationRequest,
  RoutesRequest,
  RoutesVersion,
} from '@inquiry/schema'
import { sheetMediaType } from './sheet.ts'

const ruleId = z.string()

/** What is worth knowing of a table that is not a fault: ties, rules without effect, cases that nobody answers for. */
export const Findings = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('tie'), rules: z.array(ruleId) }),
    z.object({ kind: z.literal('shadowed'), rule: ruleId, by: ruleId }),
    z.object({
      kind: z.literal('unreachable'),
      rule: ruleId,
      because: z.enum(['no-such-division', 'no-such-category', 'others']),
    }),
    z.object({
      kind: z.literal('gap'),
      divisions: z.array(z.string()),
      categories: z.union([z.literal('all'), z.array(z.string().nullable())]),
      natures: z.union([z.literal('all'), z.array(z.enum(natureCodes))]),
      fallsTo: z.enum(['default:city', 'default:origin']),
    }),
  ]),
)

const share = { examined: z.int().min(0), changed: z.int().min(0) }
const RoutesShown = Routes.extend({ findings: Findings })
const RoutesPut = RoutesVersion.extend({ findings: Findings })
const RoutesSimulated = RouteSimulation.extend({
  byCity: z.array(z.object({ city: z.string().nullable(), ...share })),
  byCategory: z.array(z.object({ category: z.string().nullable(), ...share })),
  more: z.boolean(),
  findings: Findings,
})
const RoutesRead = z.object({
  rules: z.array(RouteRule),
  faults: z.array(z.object({ cell: z.string(), rule: z.string(), message: z.string() })),
  findings: Findings,
})

const tags = ['routes 分派规则']
const versionQuery = z.strictObject({ version: wholeNumber({ min: 0, max: 2 ** 31 - 1 }).optional() })
const sheet = { schema: z.string().openapi({ type: 'string', format: 'binary' }) }
const sheetBody = { required: true, content: { [sheetMediaType]: sheet } }

export const getRoute = createRoute({
  method: 'get',
  path: '/v1/routes',
  tags,
  summary: '分派规则 the rules in effect, or of a version',
  request: { query: versionQuery },
  responses: {
    200: jsonAnswer(RoutesShown, 'The rules, what is worth knowing of them, and the versions'),
    ...problemAnswer,
  },
})
export const putRoute = createRoute({
  method: 'put',
  path: '/v1/routes',
  tags,
  summary: '发布分派规则 put a new version of the rules',
  request: { query: NoQuery, body: jsonBody(RoutesRequest) },
  responses: { 200: jsonAnswer(RoutesPut, 'The new version'), ...problemAnswer },
})
export const simulateRoute = createRoute({
  method: 'post',
  path: '/v1/routes/simulate',
  tags,
  summary: '分派模拟 replay a past period under a draft of the rules; changes nothing',
  request: { query: NoQuery, body: jsonBody(RouteSimulationRequest) },
  responses: { 200: jsonAnswer(RoutesSimulated, 'What would have gone elsewhere'), ...problemAnswer },
})
export const exportRoute = createRoute({
  method: 'get',
  path: '/v1/routes/sheet',
  tags,
  summary: '导出分派规则 the rules as a spreadsheet that officials edit',
  request: { query: versionQuery },
  responses: { 200: { description: 'XLSX', content: { [sheetMediaType]: sheet } }, ...problemAnswer },
})
export const readRoute = createRoute({
  method: 'post',
  path: '/v1/routes/sheet',
  tags,
  summary: '预读分派规则表 read an edited spreadsheet and say what is wrong in which cell; changes nothing',
  request: { query: NoQuery, body: sheetBody },
  responses: { 200: jsonAnswer(RoutesRead, 'Its rules and faults'), ...problemAnswer },
})
export const importRoute = createRoute({
  method: 'put',
  path: '/v1/routes/sheet',
  tags,
  summary: '导入分派规则表 put an edited spreadsheet as a new version',
  request: { query: z.strictObject({ effectiveFrom: Instant }), body: sheetBody },
  responses: { 200: jsonAnswer(RoutesPut, 'The new version'), ...problemAnswer },
})
