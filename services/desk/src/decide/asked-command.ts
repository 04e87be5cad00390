import { createHash } from 'node:crypto'
import { idempotencyKey, type AccessEnv, type CoordinatorIdentity } from '@inquiry/access'
import { fail } from '@inquiry/problems'
import type { Context } from 'hono'
import type { AskedCommand } from './answer-once.query.ts'

/** The command of a coordinator, or of a node where it may command, as the request brings it. The body's exact bytes tell it from another. */
export async function askedCommand(c: Context<AccessEnv>): Promise<AskedCommand> {
  const key = idempotencyKey(c)
  const request = `${c.req.method} ${c.req.path}`
  const digest = createHash('sha256')
    .update(request)
    .update('\n')
    .update(await c.req.text())
  return { subject: askerOf(c), key, request, digest: digest.digest('base64url') }
}

/** The name of whoever asks: no person's is that of a node. */
function askerOf(c: Context<AccessEnv>): string {
  const identity = c.get('identity')
  return identity.kind === 'node' ? `node ${identity.nodeId}` : identity.subject
}

/** Who asks; only behind the guard `coordinator`. */
export function askingCoordinator(c: Context<AccessEnv>): CoordinatorIdentity {
  const identity = c.get('identity')
  if (identity.kind !== 'coordinator') return fail('forbidden', '此接口供省级协调员使用。', 'This is for coordinators.')
  return identity
}
