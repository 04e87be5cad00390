import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Lab } from '../lab/lab.ts'
import { signal as send } from '../lab/process.ts'
import { between, pick } from '../random.ts'
import { rest, type Fault } from './fault.ts'

/** End the postmaster and bring it back, as a supervisor would. */
async function endDatabase(lab: Lab, how: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
  lab.database.end(how)
  await sleep(500)
  await lab.database.restart()
}

const backends = (lab: Lab) => lab.database.children().filter(({ title }) => title.includes('postgres: hub '))

const strace = '/usr/bin/strace'
const withoutStrace = () => (existsSync(strace) ? undefined : 'strace is not installed')

/** Let a system call of a database process take long or fail, for as long as strace is attached. */
async function inject(pids: number[], injection: string, ms: number, signal: AbortSignal): Promise<void> {
  const tracer = spawn(
    strace,
    ['-f', ...pids.flatMap((pid) => ['-p', String(pid)]), '-e', 'trace=fdatasync', '-e', injection, '-o', '/dev/null'],
    {
      stdio: 'ignore',
    },
  )
  // It ends by itself when those that it traces have ended.
  const ended = new Promise((done) => tracer.once('exit', done))
  await rest(ms, signal)
  tracer.kill('SIGINT')
  await ended
}

export const databaseFaults: Fault[] = [
  {
    kind: 'postgres-killed',
    what: 'SIGKILL of the postmaster; started again, it recovers from its log',
    every: [3, 6],
    once: (lab) => endDatabase(lab, 'SIGKILL'),
  },
  {
    kind: 'postgres-immediate',
    what: 'pg_ctl stop -m immediate (SIGQUIT to the postmaster), then a start',
    every: [3, 6],
    once: (lab) => endDatabase(lab, 'SIGQUIT'),
  },
  {
    kind: 'backend-killed',
    what: 'SIGKILL of one server process: PostgreSQL ends all of them and recovers',
    every: [2, 5],
    async once(lab) {
      const victims = backends(lab)
      if (victims.length > 0) send(pick(lab.random, victims).pid, 'SIGKILL')
      await sleep(1_000)
      if (!lab.database.isUp()) await lab.database.restart()
    },
  },
  {
    kind: 'cut-after-commit',
    what: 'the connection to PostgreSQL is cut after it has committed and before its answer comes, some ten times a second',
    every: [0.1, 0.1],
    async once(lab, signal) {
      for (const wire of lab.databaseWires) wire.swallow = { atLeastBytes: 1_200, left: 1 }
      await rest(between(lab.random, 100, 300), signal)
    },
    async heal(lab) {
      const cut = lab.databaseWires.reduce((sum, wire) => sum + wire.swallowed, 0)
      lab.say(`${cut} answers of PostgreSQL were swallowed`)
      for (const wire of lab.databaseWires) wire.heal()
      return Promise.resolve()
    },
  },
  {
    kind: 'database-partition',
    what: 'nothing passes between one hub and PostgreSQL for 5 to 9 s, and nobody is told',
    async once(lab, signal) {
      const wire = pick(lab.random, lab.databaseWires)
      wire.set('silent')
      await rest(between(lab.random, 5_000, 9_000), signal)
      wire.heal()
    },
    heal: (lab) => Promise.resolve(lab.databaseWires.forEach((wire) => wire.heal())),
  },
  {
    kind: 'database-slow',
    what: 'every answer of PostgreSQL comes 60 ms later, for 8 s',
    async once(lab, signal) {
      for (const wire of lab.databaseWires) wire.answerDelayMs = 60
      await rest(8_000, signal)
      for (const wire of lab.databaseWires) wire.answerDelayMs = 0
    },
    heal: (lab) => Promise.resolve(lab.databaseWires.forEach((wire) => wire.heal())),
  },
  {
    kind: 'disk-slow',
    what: 'fdatasync of the database takes 200 ms longer (strace), for 6 s',
    missing: withoutStrace,
    async once(lab, signal) {
      const pids = backends(lab).map(({ pid }) => pid)
      await inject(pids, 'inject=fdatasync:delay_enter=200000', 6_000, signal)
    },
  },
  {
    kind: 'fsync-fails',
    what: 'fdatasync of the database fails with EIO (strace): PostgreSQL panics and recovers',
    missing: withoutStrace,
    every: [3, 6],
    async once(lab, signal) {
      const pids = backends(lab).map(({ pid }) => pid)
      await inject(pids, 'inject=fdatasync:error=EIO:when=1', 1_500, signal)
      await sleep(1_000)
      if (!lab.database.isUp()) await lab.database.restart()
    },
  },
]
