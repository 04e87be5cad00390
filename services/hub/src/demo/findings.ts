import type { FilingRef } from '@inquiry/demonstration'
import type { AnyEvent } from '@inquiry/schema'
import type { Demonstration, Played } from './play.ts'

/** How much of what was planted the hub found, and how many look-alikes it joined that it must not. */
export type Findings = { what: string; planted: number; found: number }[]

/** Compare the matters that the hub formed with what was planted. */
export function findings({ planted }: Demonstration, played: Played, events: readonly AnyEvent[]): Findings {
  const matters = new Map<string, string>()
  for (const event of events) {
    if (event.type === 'inquiry.case.linked.v1') matters.set(event.subject, String(event.data['matterId']))
  }
  const matterOf = (ref: FilingRef): string | undefined =>
    matters.get(played.caseIds.get(`${ref.nodeId} ${ref.sourceId}`) ?? '')
  const together = (refs: readonly FilingRef[]): boolean => {
    const found = new Set(refs.map(matterOf))
    return found.size === 1 && !found.has(undefined)
  }
  const joined = planted.lookAlikes.filter(({ one, other }) => together([one, other]))
  return [
    {
      what: 'the same text again from the same citizen',
      planted: planted.repeats.length,
      found: planted.repeats.filter(({ first, again }) => together([first, again])).length,
    },
    {
      what: 'one citizen on several platforms, in other words',
      planted: planted.crossFiled.length,
      found: planted.crossFiled.filter(together).length,
    },
    {
      what: 'several citizens, one matter',
      planted: planted.joint.length,
      found: planted.joint.filter(together).length,
    },
    {
      what: 'look-alikes kept apart',
      planted: planted.lookAlikes.length,
      found: planted.lookAlikes.length - joined.length,
    },
  ]
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
