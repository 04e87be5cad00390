import { databaseFaults } from './database-faults.ts'
import { rest, type Fault } from './fault.ts'
import { hubFaults } from './hub-faults.ts'
import { natsFaults } from './nats-faults.ts'
import { subscriberFaults } from './subscriber-faults.ts'
import { pick } from '../random.ts'

/** Nothing goes wrong: what the others are compared with. */
const none: Fault = { kind: 'none', what: 'nothing goes wrong', once: (_, signal) => rest(5_000, signal) }

const single: Fault[] = [...hubFaults, ...databaseFaults, ...natsFaults, ...subscriberFaults]

/** Faults that leave nothing behind which another could stumble over, so that two may happen at once. */
const combinable = [
  'hub-killed',
  'hub-stopped',
  'backend-killed',
  'nats-leader-killed',
  'stream-purged',
  'nats-partition',
  'endpoint-lies',
]

const pairs: Fault = {
  kind: 'two-at-once',
  what: `two of ${combinable.join(', ')} at the same time`,
  every: [3, 5],
  async once(lab, signal) {
    const first = pick(lab.random, combinable)
    const second = pick(
      lab.random,
      combinable.filter((kind) => kind !== first),
    )
    lab.say(`${first} and ${second}`)
    await Promise.all(
      single.filter(({ kind }) => kind === first || kind === second).map((fault) => fault.once(lab, signal)),
    )
  },
  async heal(lab) {
    for (const fault of single) if (combinable.includes(fault.kind)) await fault.heal?.(lab)
  },
}

/** Everything that the bench lets go wrong. */
export const faults: readonly Fault[] = [none, ...single, pairs]
