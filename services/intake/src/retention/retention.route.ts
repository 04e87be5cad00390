import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import { createRouter, jsonAnswer, NoQuery, problemAnswer } from '@inquiry/http'
import { retain, type RetainOptions } from './retain.ts'
import { retentionRules } from './rules.ts'

export type RetentionOptions = RetainOptions & { access: Access }

const tags = ['personal data 个人信息']
const Rules = z
  .object({ rules: z.array(z.object({ id: z.string(), keeps: z.string(), erases: z.string(), basis: z.string() })) })
  .openapi('RetentionRules')
const Run = z
  .object({
    reporters: z.int(),
    texts: z.int(),
    originals: z.int(),
    accessRecords: z.int(),
    attachments: z.int(),
  })
  .openapi('RetentionRun')

const rulesRoute = createRoute({
  method: 'get',
  path: '/v1/retention',
  tags,
  summary: '保存期限 how long what is kept, and by which law',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Rules, 'The rules'), ...problemAnswer },
})
const runRoute = createRoute({
  method: 'post',
  path: '/v1/retention/runs',
  tags,
  summary: '执行清除 erase now what is due; the hub does so by itself every hour',
  request: { query: NoQuery },
  responses: { 201: jsonAnswer(Run, 'What was erased'), ...problemAnswer },
})

/** `/v1/retention`, for administrators and auditors. */
export function retentionRoutes({ access, ...options }: RetentionOptions) {
  const app = createRouter()
  app.use('/v1/retention', access.coordinator('admin', 'auditor'))
  app.use('/v1/retention/runs', access.wholeHub('admin'))
  app.openapi(rulesRoute, (c) => c.json({ rules: retentionRules(options.rules) }, 200))
  app.openapi(runRoute, async (c) => c.json(await retain(options), 201))
  return app
}
