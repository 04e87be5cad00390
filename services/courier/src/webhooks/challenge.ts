import { randomBytes, randomUUID } from 'node:crypto'
import { isLoopback } from './special-purpose.ts'
import type { EndpointRules } from './endpoint.ts'
import type { Posted } from './post.client.ts'

/** What an endpoint is sent before anything else: it must give `challenge` back, to prove that it wants the deliveries. */
export type Challenge = { id: string; challenge: string; body: string }

export function newChallenge(hubId: string, { node_id, id }: { node_id: string; id: string }): Challenge {
  const challenge = randomBytes(32).toString('base64url')
  const body = JSON.stringify({
    type: 'inquiry.webhook.challenge.v1',
    hub: hubId,
    node: node_id,
    webhook: id,
    challenge,
  })
  return { id: `challenge-${randomUUID()}`, challenge, body }
}

/**
 * Whether the answer proves control: a 2xx whose body is `{"challenge":"<the same>"}`. In test mode an endpoint on this
 * machine may also answer without any `challenge`, so that the simplest sink can be tried; a wrong one never passes.
 */
export function provesControl(answer: Posted, { challenge }: Challenge, url: string, rules: EndpointRules): boolean {
  if (answer.kind !== 'answered' || answer.status < 200 || answer.status > 299) return false
  const echo = echoed(answer.body)
  if (echo !== undefined) return echo === challenge
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return rules.testMode && (isLoopback(host) || host === 'localhost')
}

function echoed(body: string): unknown {
  try {
    return (JSON.parse(body) as { challenge?: unknown } | null)?.challenge
  } catch {
    return undefined
  }
}
