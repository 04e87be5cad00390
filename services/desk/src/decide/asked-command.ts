import { createHash } from 'node:crypto'
import type { AccessEnv, CoordinatorIdentity } from '@inquiry/access'
import { fail } from '@inquiry/problems'
import type { Context } from 'hono'
import type { AskedCommand } from './answer-once.query.ts'

/** The command as the request brings it. The body's exact bytes tell it from another. */
export async function askedCommand(c: Context<AccessEnv>): Promise<AskedCommand> {
  const key = c.req.header('idempotency-key')
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) {
    fail(
      'invalid-parameter',
      'Idempotency-Key 应为 1–255 个可见字符。',
      'Idempotency-Key takes 1 to 255 visible characters.',
      {
        errors: [{ pointer: '/header/idempotency-key', rule: 'pattern', message: '1–255', example: 'c-20261122-0001' }],
      },
    )
  }
  const request = `${c.req.method} ${c.req.path}`
  const digest = createHash('sha256')
    .update(request)
    .update('\n')
    .update(await c.req.text())
  return { subject: askingCoordinator(c).subject, key, request, digest: digest.digest('base64url') }
}

/** Who asks; only behind the guard `coordinator`. */
export function askingCoordinator(c: Context<AccessEnv>): CoordinatorIdentity {
  const identity = c.get('identity')
  if (identity.kind !== 'coordinator') return fail('forbidden', '此接口供省级协调员使用。', 'This is for coordinators.')
  return identity
}
