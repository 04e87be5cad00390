import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { check, holds, type Verdict } from './check.ts'
import { disturb, type Fault } from './faults/fault.ts'
import { Lab } from './lab/lab.ts'
import { randomFrom } from './random.ts'

export type RunOptions = {
  seed: number
  /** Seconds of load. */
  seconds: number
  /** Cases per second that are begun, each of three messages. */
  rate: number
  natsBinary: string
  /** Keep the folder of the run although everything was well. */
  keep: boolean
  said: (line: string) => void
}

export type KindResult = {
  kind: string
  seed: number
  seconds: number
  times: number
  settledMs: number
  folder: string | undefined
} & Verdict

/** How long everything may take to be quiet again after the load, in milliseconds. */
const settleWithinMs = 120_000

/** Run one kind of fault under load, heal, wait until everybody has everything, and check. */
export async function runKind(fault: Fault, options: RunOptions): Promise<KindResult> {
  const folder = mkdtempSync(join(tmpdir(), `resilience-${fault.kind}-`))
  const random = randomFrom(options.seed)
  await fault.prepare?.(folder)
  let kept = true
  try {
    const lab = await Lab.start(folder, options.natsBinary, random)
    try {
      const verdict = await underLoad(lab, fault, options)
      kept = options.keep || !holds(verdict)
      return {
        kind: fault.kind,
        seed: options.seed,
        seconds: options.seconds,
        ...verdict,
        folder: kept ? folder : undefined,
      }
    } finally {
      await lab.stop()
    }
  } finally {
    await fault.clear?.(folder)
    if (!kept) rmSync(folder, { recursive: true, force: true })
  }
}

async function underLoad(lab: Lab, fault: Fault, { seconds, rate, seed, said }: RunOptions) {
  const ended = new AbortController()
  const givenUp = new AbortController()
  const from = lab.history.now()
  const disturbing = Promise.allSettled([disturb(fault, lab, ended.signal)])
  const filing: Promise<void>[] = []
  for (let n = 0; lab.history.now() - from < seconds * 1000; n++) {
    const platform = lab.platforms[n % lab.platforms.length]
    if (platform) filing.push(platform.fileCase(n, `s${seed}`, givenUp.signal))
    await sleep(Math.max(0, from + ((n + 1) * 1000) / rate - lab.history.now()))
  }
  const until = lab.history.now()
  ended.abort()
  const [disturbed] = await disturbing
  if (disturbed.status === 'rejected') throw disturbed.reason
  const times = disturbed.value
  await fault.heal?.(lab)
  if (!lab.database.isUp()) await lab.database.restart()
  for (const hub of lab.hubs) {
    if (!hub.isRunning) hub.start()
    await hub.ready()
  }
  const healed = lab.history.now()
  said(`${fault.kind}: ${times} times in ${seconds} s; waiting until everybody has everything`)
  const late = setTimeout(() => givenUp.abort(), settleWithinMs)
  await Promise.all(filing)
  clearTimeout(late)
  const verdict = await settled(lab, { from, until }, healed + settleWithinMs)
  return { ...verdict, times, settledMs: lab.history.now() - healed }
}

/** Check again and again until nothing is missing, or the time is over. */
async function settled(lab: Lab, window: { from: number; until: number }, deadline: number): Promise<Verdict> {
  for (;;) {
    const isAddressed = await lab.database
      .query<{ behind: string }>(
        `select (select size from log_head) - 1 - min(position) as behind from reader_cursor where name in ('inbox', 'relay', 'triage')`,
      )
      .then(([row]) => Number(row?.behind ?? 1) <= 0)
    const verdict = check(lab.history.entries, await lab.truth(), window)
    if ((isAddressed && verdict.lost === 0) || lab.history.now() > deadline) return verdict
    await sleep(1_000)
  }
}
