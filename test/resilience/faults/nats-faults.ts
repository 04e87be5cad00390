import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PurgeOpts } from '@nats-io/jetstream'
import type { Lab } from '../lab/lab.ts'
import { signal as send } from '../lab/process.ts'
import { between, pick } from '../random.ts'
import { rest, type Fault } from './fault.ts'

const leader = (lab: Lab): Promise<number> => lab.cluster.leader().catch(() => between(lab.random, 0, 2))
const pidOf = (lab: Lab, i: number): number => lab.cluster.members[i]?.server?.pid ?? 0

/** Space again; servers that have switched JetStream off for want of it do not switch it on again by themselves. */
async function giveSpace(lab: Lab): Promise<void> {
  for (const disk of disks(lab.folder)) execFileSync('mount', ['-o', `remount,size=${wide}`, disk])
  const isFit = await lab.cluster.ready(5).then(
    () => true,
    () => false,
  )
  if (isFit && (await lab.cluster.leads('INQUIRY'))) return
  lab.say('the servers are restarted')
  for (const i of [0, 1, 2]) lab.cluster.kill(i)
  await restartMembers(lab, [0, 1, 2])
  await lab.cluster.ready()
}

async function restartMembers(lab: Lab, members: readonly number[]): Promise<void> {
  await Promise.all(members.map((i) => lab.cluster.startMember(i)))
}

/** The size of each server's disk when it is not too small. */
const wide = '512m'
const disks = (folder: string): string[] => [0, 1, 2].map((i) => join(folder, 'nats', `n${i}`, 'jetstream'))

export const natsFaults: Fault[] = [
  {
    kind: 'nats-leader-killed',
    what: 'SIGKILL of the server that leads the stream; it is started again 1 to 4 s later',
    every: [2, 5],
    async once(lab, signal) {
      const i = await leader(lab)
      lab.cluster.kill(i)
      await rest(between(lab.random, 1_000, 4_000), signal)
      await restartMembers(lab, [i])
    },
  },
  {
    kind: 'nats-quorum-lost',
    what: 'SIGKILL of two of the three servers for 5 s',
    every: [3, 6],
    async once(lab, signal) {
      const left = between(lab.random, 0, 2)
      const gone = [0, 1, 2].filter((i) => i !== left)
      for (const i of gone) lab.cluster.kill(i)
      await rest(5_000, signal)
      await restartMembers(lab, gone)
    },
  },
  {
    kind: 'nats-store-deleted',
    what: 'all servers are killed under load, their stores deleted, and started again',
    every: [5, 8],
    async once(lab) {
      for (const i of [0, 1, 2]) lab.cluster.kill(i)
      for (const i of [0, 1, 2]) lab.cluster.dropStore(i)
      await restartMembers(lab, [0, 1, 2])
      await lab.cluster.ready()
    },
  },
  {
    kind: 'stream-purged',
    what: 'the public stream is purged under load: all of it, its beginning, or the events of one city',
    every: [3, 6],
    async once(lab) {
      const how = pick<PurgeOpts | undefined>(lab.random, [undefined, { seq: 50 }, { filter: 'inquiry.v1.44.03.>' }])
      await lab.cluster.manage((manager) => manager.streams.purge('INQUIRY', how)).catch(() => {})
    },
  },
  {
    kind: 'stream-deleted',
    what: 'the public stream or the inboxes’ stream is deleted under load',
    every: [4, 7],
    async once(lab) {
      const stream = pick(lab.random, ['INQUIRY', 'INBOX'])
      await lab.cluster.manage((manager) => manager.streams.delete(stream)).catch(() => {})
    },
  },
  {
    kind: 'nats-stopped',
    what: 'SIGSTOP of the server that leads the stream for 10 s, then SIGCONT',
    every: [2, 4],
    async once(lab, signal) {
      const pid = pidOf(lab, await leader(lab))
      send(pid, 'SIGSTOP')
      await rest(10_000, signal)
      send(pid, 'SIGCONT')
    },
    heal: (lab) => Promise.resolve([0, 1, 2].forEach((i) => send(pidOf(lab, i), 'SIGCONT'))),
  },
  {
    kind: 'nats-partition',
    what: 'nothing passes between the hub whose relay is active and any NATS server for 6 to 10 s',
    every: [2, 4],
    async once(lab, signal) {
      const wires = lab.natsWires[await lab.relayHub()] ?? []
      for (const wire of wires) wire.set('silent')
      await rest(between(lab.random, 6_000, 10_000), signal)
      for (const wire of wires) wire.heal()
    },
    heal: (lab) => Promise.resolve(lab.natsWires.flat().forEach((wire) => wire.heal())),
  },
  {
    kind: 'nats-disk-full',
    what: 'the servers’ disks (a tmpfs each) are full for 6 s, then there is space again; a cluster that has switched JetStream off is restarted, as by its supervisor',
    missing: () => (process.getuid?.() === 0 ? undefined : 'mounting needs root'),
    every: [3, 5],
    prepare(folder) {
      for (const disk of disks(folder)) {
        mkdirSync(disk, { recursive: true })
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${wide}`, 'tmpfs', disk])
      }
      return Promise.resolve()
    },
    async once(lab, signal) {
      for (const disk of disks(lab.folder)) {
        // Whatever lies there is what fits: not a byte more.
        const used = Number(execFileSync('df', ['--output=used', '-k', disk], { encoding: 'utf8' }).split('\n')[1])
        execFileSync('mount', ['-o', `remount,size=${used + 4}k`, disk])
      }
      await rest(6_000, signal)
      await giveSpace(lab)
    },
    heal: giveSpace,
    clear(folder) {
      for (const disk of disks(folder)) execFileSync('umount', ['-l', disk])
      return Promise.resolve()
    },
  },
]
