import { z } from 'zod'

/** The answer to `GET /healthz` and `/readyz`: 200 if `ok`, else 503. */
export const Health = z
  .object({
    status: z.enum(['ok', 'unavailable']),
    checks: z
      .record(z.string(), z.object({ status: z.enum(['ok', 'unavailable']), detail: z.string().optional() }))
      .meta({ examples: [{ database: { status: 'ok' } }] }),
  })
  .meta({ id: 'Health', description: '健康检查' })
export type Health = z.infer<typeof Health>

/** The answer to `POST /v1/test/clock`, in test mode only. */
export const TestClock = z.object({ offsetSeconds: z.int().min(0) }).meta({ id: 'TestClock' })
export type TestClock = z.infer<typeof TestClock>
