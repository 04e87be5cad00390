import { fail } from '@inquiry/problems'
import type { Context } from 'hono'

/** After which position a stream goes on: `Last-Event-ID`, which a reconnecting reader sends, stands above `after`. */
export function resumePosition(c: Context, after: number | undefined): number | undefined {
  const resumed = c.req.header('last-event-id')
  if (resumed === undefined) return after
  if (!/^(0|[1-9]\d{0,15})$/.test(resumed))
    fail('invalid-parameter', 'Last-Event-ID 应为日志位置。', 'Last-Event-ID must be a position.')
  return Number(resumed)
}
