import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sealAccessToken } from '@inquiry/envelope'
import type { InboxEvent, InboxPage } from '@inquiry/schema'
import { unixSeconds, type HubSeen, type Platform } from './platform.ts'

/** A node at work: its platform, how far it has read its inbox, and its own cases with what each is known by. */
export type Desk = Platform & { read: number; own: Map<string, string> }

/** Milliseconds between two looks into an inbox that is not filled so far yet, and how many looks are taken. */
const pause = 50
const looks = 200

/** What came into the inbox since it was last read, up to a position of the log that the hub must come to. */
export async function readInbox(hub: HubSeen, desk: Desk, until: number): Promise<InboxEvent[]> {
  const all: InboxEvent[] = []
  for (let taken = 0; desk.read < until; taken++) {
    if (taken === looks) throw new Error(`the inbox of ${desk.nodeId} does not come to position ${until}`)
    const page = await read<InboxPage>(hub, desk, `/v1/inbox?after=${desk.read}&limit=1000`)
    all.push(...page.events)
    desk.read = page.next
    if (page.events.length === 0 && page.next < until) await sleep(pause)
  }
  return all
}

/** Read as a node, with a token that it signs itself. */
export async function read<T>(hub: HubSeen, { nodeId, key }: Platform, path: string): Promise<T> {
  const iat = unixSeconds()
  const claims = { iss: nodeId, aud: hub.hubId, iat, exp: iat + 60, jti: randomUUID() }
  const token = await sealAccessToken(claims, key.signer)
  const response = await fetch(`${hub.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`${nodeId}: GET ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}
