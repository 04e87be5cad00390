import type { EndpointName, Parsed } from '@inquiry/schema'
import type { Answer } from './answer.ts'
import { untilSettled } from './retry.ts'
import type { Patience } from './retry.ts'
import type { Session } from './session.ts'

/** Which of the hub's endpoints, with what behind it, and the contract of its answer. */
export type Reading<T> = { endpoint: EndpointName; rest?: string; contract: (value: unknown) => Parsed<T> }

/** Read what the hub has for this node; failures that pass are waited out. */
export async function read<T>(
  session: Session,
  patience: Patience,
  { endpoint, rest = '', contract }: Reading<T>,
): Promise<Answer<T>> {
  return untilSettled(async () => {
    const hub = await session.hub()
    return hub.ok ? session.get(hub.value.discovery.endpoints[endpoint] + rest, contract) : hub
  }, patience)
}

/** A query string of the parameters that are given. */
export function query(parameters: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? '' : `?${search.toString()}`
}
