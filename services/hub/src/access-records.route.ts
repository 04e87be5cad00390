import { createRoute, z } from '@hono/zod-openapi'
import { accessRecordsAfter, type Access } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, problemAnswer, wholeNumber } from '@inquiry/http'
import { CaseId, Instant } from '@inquiry/schema'

const AccessRecords = z
  .object({
    records: z.array(
      z.object({
        id: z.int(),
        at: Instant,
        asker: z.string(),
        what: z.enum(['case', 'reporter', 'attachment', 'list', 'stats']),
        way: z.enum(['view', 'events', 'inbox', 'webhook', 'nats', 'download', 'search', 'export']),
        caseIds: z.array(CaseId),
        detail: z
          .object({ format: z.string(), query: z.string(), rows: z.int(), complete: z.boolean() })
          .nullable()
          .openapi({ description: '一次导出的格式、条件、行数 an export as a whole: its format, filters and rows' }),
      }),
    ),
    next: z.int(),
  })
  .openapi('AccessRecords')

const route = createRoute({
  method: 'get',
  path: '/v1/access-records',
  tags: ['personal data 个人信息'],
  summary: '调阅记录 who was given personal data, when, by which way',
  request: {
    query: z.strictObject({
      caseId: CaseId.optional(),
      asker: z.string().min(1).max(600).optional(),
      after: wholeNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }).optional(),
      limit: wholeNumber({ min: 1, max: 1000 }).optional(),
    }),
  },
  responses: { 200: jsonAnswer(AccessRecords, 'Records, the oldest first'), ...problemAnswer },
})

/** `GET /v1/access-records`, for auditors and administrators. */
export function accessRecordsRoutes({ db, access }: { db: Database; access: Access }) {
  const app = createRouter()
  app.use('/v1/access-records', access.coordinator('auditor', 'admin'))
  app.openapi(route, async (c) => {
    const { caseId, asker, after = 0, limit = 100 } = c.req.valid('query')
    const identity = c.get('identity')
    const within = identity.kind === 'coordinator' ? identity.divisions : []
    const records = await accessRecordsAfter(db, { caseId, asker, after, limit, within })
    const shown = records.map(({ at, caseIds, ...rest }) => ({ ...rest, at: logTime(at), caseIds: [...caseIds] }))
    return c.json({ records: shown, next: records.at(-1)?.id ?? after }, 200)
  })
  return app
}
