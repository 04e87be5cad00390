import type { DeliveriesOverview, NodeDelivery, Webhook } from '@inquiry/schema'

/** The overview counts the events of a node up to so many: that many or more. */
export const countedAtMost = 2_000
/** A lag of so many seconds is no longer that of a busy moment. */
export const lateSeconds = 30

/** Why an endpoint gets nothing just now. */
export type Trouble = 'parked' | 'disabled' | 'failing' | 'pending'

export type EndpointInNeed = { nodeId: string; webhook: Webhook; trouble: Trouble }

const gravity: readonly Trouble[] = ['parked', 'disabled', 'failing', 'pending']

/** Endpoints that get nothing just now, those that wait for somebody first. */
export function endpointsInNeed(nodes: readonly NodeDelivery[]): EndpointInNeed[] {
  return nodes
    .flatMap(({ nodeId, webhooks }) =>
      webhooks.flatMap((webhook) => {
        const trouble = troubleOf(webhook)
        return trouble ? [{ nodeId, webhook, trouble }] : []
      }),
    )
    .toSorted((a, b) => gravity.indexOf(a.trouble) - gravity.indexOf(b.trouble) || a.nodeId.localeCompare(b.nodeId))
}

/** What keeps an endpoint from its deliveries, if anything does. */
export function troubleOf({ status, failure }: Webhook): Trouble | undefined {
  if (status !== 'active') return status
  return failure && 'failing'
}

/** Whether the stream is behind the log for longer than a busy moment, or nobody is at work on it. */
export function isRelayLate(relay: DeliveriesOverview['relay']): boolean {
  return relay.stream === 'jetstream' && (!relay.active || relay.lagSeconds > lateSeconds)
}
