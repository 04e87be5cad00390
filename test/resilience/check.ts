import type { Entry } from './history.ts'

/** What the stores hold when everything is quiet again. */
export type Truth = {
  /** Recorded messages by `<node>/<id>`. */
  messages: ReadonlyMap<string, { digest: string; position: number }>
  /** The log, by position without gaps. */
  events: readonly { position: number; subject: string; digest: string }[]
  /** The positions that each subscriber must have been given. */
  expected: ReadonlyMap<string, readonly number[]>
}

/** What a run shows. Everything but `acknowledged`, `repeated`, `unanswered` and the gaps must be 0. */
export type Verdict = {
  acknowledged: number
  /** Acknowledged, and not in the store, or its event not in the log; or an event that a subscriber was never given. */
  lost: number
  /** In the store although nobody sent it. */
  phantom: number
  /** Stored or delivered with other content than was sent or logged. */
  changed: number
  /** Given twice to the effect: two events of one message, or two contents under one event id. */
  duplicated: number
  /** An event of a case given after a later one of the same case; repetitions do not count. */
  reordered: number
  /** Messages that the hub refused although nothing was wrong with them. */
  refused: number
  /** Deliveries that a subscriber knew already and passed over: allowed, at least once is what is promised. */
  repeated: number
  /** Sent, never answered: the store may hold them or not. */
  unanswered: number
  /** The longest time without an acknowledgement, and without a delivery to a subscriber, in milliseconds. */
  longestAckGapMs: number
  longestDeliveryGapMs: number
  /** What is wrong, a line each, the first few. */
  findings: string[]
}

/** Whether the run kept every promise. */
export function holds({ lost, phantom, changed, duplicated, reordered, refused }: Verdict): boolean {
  return lost + phantom + changed + duplicated + reordered + refused === 0
}

/** Judge a history against the stores; gaps are looked for from `from` to `until`, while there was load. */
export function check(
  history: readonly Entry[],
  truth: Truth,
  { from, until }: { from: number; until: number },
): Verdict {
  const findings: string[] = []
  const find = (line: string): number => {
    if (findings.length < 20) findings.push(line)
    return 1
  }
  const acked = history.filter((entry) => entry.what === 'acked')
  const deliveries = groupBy(
    history.filter((entry) => entry.what === 'delivered'),
    ({ by }) => by,
  )
  const counts = { lost: 0, phantom: 0, changed: 0, duplicated: 0, reordered: 0, repeated: 0 }
  judgeStore(history, truth, counts, find)
  for (const [by, positions] of truth.expected)
    judgeSubscriber(by, deliveries.get(by) ?? [], positions, truth, counts, find)
  const answered = new Set(acked.map(({ node, id }) => `${node}/${id}`))
  const refusals = history.filter((entry) => entry.what === 'refused')
  for (const { node, id, reason } of refusals) find(`${node} was refused ${id}: ${reason}`)
  return {
    acknowledged: answered.size,
    ...counts,
    refused: refusals.length,
    unanswered: new Set(
      history.flatMap((e) => (e.what === 'sent' && !answered.has(`${e.node}/${e.id}`) ? [`${e.node}/${e.id}`] : [])),
    ).size,
    longestAckGapMs: longestGap(
      acked.map(({ at }) => at),
      from,
      until,
    ),
    longestDeliveryGapMs: Math.max(
      0,
      ...[...deliveries.values()].map((of) =>
        longestGap(
          of.map(({ at }) => at),
          from,
          until,
        ),
      ),
    ),
    findings,
  }
}

type Counts = Pick<Verdict, 'lost' | 'phantom' | 'changed' | 'duplicated' | 'reordered' | 'repeated'>
type Find = (line: string) => number
type Delivered = Extract<Entry, { what: 'delivered' }>

/** Everything acknowledged is there as it was sent, under the position that was promised, and nothing else is. */
function judgeStore(history: readonly Entry[], { messages, events }: Truth, counts: Counts, find: Find): void {
  const sent = new Map<string, string>()
  for (const entry of history) if (entry.what === 'sent') sent.set(`${entry.node}/${entry.id}`, entry.digest)
  const positions = new Map<number, string>()
  for (const [name, { digest, position }] of messages) {
    if (!sent.has(name)) counts.phantom += find(`${name} is stored and was never sent`)
    else if (sent.get(name) !== digest) counts.changed += find(`${name} is stored with other content`)
    const other = positions.get(position)
    if (other !== undefined) counts.duplicated += find(`${name} and ${other} share position ${position}`)
    positions.set(position, name)
    if (position >= events.length) counts.lost += find(`${name} has no event at ${position}`)
  }
  for (const entry of history) {
    if (entry.what !== 'acked') continue
    const stored = messages.get(`${entry.node}/${entry.id}`)
    if (!stored) counts.lost += find(`${entry.node}/${entry.id} was acknowledged and is not stored`)
    else if (stored.position !== entry.position)
      counts.duplicated += find(
        `${entry.node}/${entry.id} was acknowledged at ${entry.position} and stands at ${stored.position}`,
      )
  }
  for (const [i, event] of events.entries())
    if (event.position !== i) return void (counts.lost += find(`the log has ${event.position} where ${i} is due`))
}

/** A subscriber was given all that is for it, each with one content, and those of a case in their order. */
function judgeSubscriber(
  by: string,
  deliveries: readonly Delivered[],
  expected: readonly number[],
  { events }: Truth,
  counts: Counts,
  find: Find,
): void {
  const seen = new Map<number, string>()
  const latest = new Map<string, number>()
  for (const { position, subject, digest } of deliveries) {
    const known = seen.get(position)
    if (known !== undefined) {
      counts.repeated += 1
      if (known !== digest) counts.duplicated += find(`${by} was given ${position} with two contents`)
      continue
    }
    seen.set(position, digest)
    if (by.startsWith('public') && events[position]?.digest !== digest)
      counts.changed += find(`${by} was given ${position} with other content than the log has`)
    if (position < (latest.get(subject) ?? -1))
      counts.reordered += find(`${by} was given ${position} of ${subject} after ${latest.get(subject)}`)
    else latest.set(subject, position)
  }
  for (const position of expected) if (!seen.has(position)) counts.lost += find(`${by} was never given ${position}`)
}

function longestGap(times: readonly number[], from: number, until: number): number {
  const inside = [from, ...times.filter((at) => at > from && at < until).toSorted((a, b) => a - b), until]
  return Math.max(...inside.slice(1).map((at, i) => at - (inside[i] ?? at)))
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
