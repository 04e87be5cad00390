import type { FilingRef } from '@inquiry/demonstration'
import type { AnyEvent } from '@inquiry/schema'
import type { Demonstration, Played } from './play.ts'

/** What was planted: how much of it the hub joined by itself, and how much it joined or put before a coordinator. */
export type Findings = { what: string; planted: number; joined: number; joinedOrAsked: number }[]

/** A pair that the hub finds alike, but not alike enough to join by itself. */
export type Asked = { caseId: string; otherId: string }

/** Compare the matters that the hub formed, and the pairs it asks about, with what was planted. */
export function findings(
  { planted }: Demonstration,
  played: Played,
  events: readonly AnyEvent[],
  asked: readonly Asked[],
): Findings {
  const joined = matterGroups(events)
  const joinedOrAsked = matterGroups(events)
  for (const { caseId, otherId } of asked) joinedOrAsked.join(caseId, otherId)
  const caseOf = (ref: FilingRef): string => played.caseIds.get(`${ref.nodeId} ${ref.sourceId}`) ?? ''
  const line = (what: string, groups: readonly (readonly FilingRef[])[]) => ({
    what,
    planted: groups.length,
    joined: groups.filter((refs) => joined.together(refs.map(caseOf))).length,
    joinedOrAsked: groups.filter((refs) => joinedOrAsked.together(refs.map(caseOf))).length,
  })
  return [
    line(
      'the same text again from the same citizen',
      planted.repeats.map(({ first, again }) => [first, again]),
    ),
    line('one citizen on several platforms, in other words', planted.crossFiled),
    line('several citizens, one matter, in other words', planted.joint),
    line(
      'look-alikes about another place (should be 0)',
      planted.lookAlikes.map(({ one, other }) => [one, other]),
    ),
  ]
}

/** Cases in groups: each link's matter holds its cases together. */
function matterGroups(events: readonly AnyEvent[]) {
  const parents = new Map<string, string>()
  const root = (name: string): string => {
    const parent = parents.get(name)
    return parent === undefined ? name : root(parent)
  }
  const join = (one: string, other: string): void => {
    const [a, b] = [root(one), root(other)]
    if (a !== b) parents.set(a, b)
  }
  for (const event of events) {
    if (event.type === 'inquiry.case.linked.v1') join(event.subject, String(event.data['matterId']))
  }
  return { join, together: (names: readonly string[]): boolean => new Set(names.map(root)).size === 1 }
}

/** For each node of origin: its linked cases, its events, and where its cases went. */
export type Tracks = Map<string, { linked: number; events: number; handlers: Map<string, number> }>

export function tracks(played: Played, events: readonly AnyEvent[]): Tracks {
  const origins = new Map([...played.caseIds].map(([key, caseId]) => [caseId, key.split(' ')[0] ?? '']))
  const linked = new Set<string>()
  const byOrigin: Tracks = new Map()
  for (const event of events) {
    const origin = origins.get(event.subject)
    if (origin === undefined) continue
    const track = byOrigin.get(origin) ?? { linked: 0, events: 0, handlers: new Map() }
    byOrigin.set(origin, track)
    track.events += 1
    if (event.type === 'inquiry.case.linked.v1' && !linked.has(event.subject)) {
      linked.add(event.subject)
      track.linked += 1
    }
    if (event.type === 'inquiry.case.assigned.v1' && event.data['role'] === 'lead') {
      const handler = String(event.data['node'])
      track.handlers.set(handler, (track.handlers.get(handler) ?? 0) + 1)
    }
  }
  return byOrigin
}
