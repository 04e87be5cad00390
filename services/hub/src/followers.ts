import { parentPort, workerData } from 'node:worker_threads'
import { appendedChannel } from '@inquiry/case-log'
import { calendarChannel, openCalendarBook } from '@inquiry/case-record'
import {
  cosignStep,
  growLogStep,
  logReader,
  rememberIn,
  thinCheckpointsStep,
  thinningWorker,
  type Witness,
} from '@inquiry/courier'
import { listen, openDatabase } from '@inquiry/database'
import {
  assessmentReader,
  assessmentStep,
  gathererName,
  gatherTextsStep,
  summariseStep,
  summaryReader,
  tallyReader,
  tallyStep,
} from '@inquiry/desk'
import {
  attachmentReader,
  keyEndsWorker,
  linkAttachmentsStep,
  retentionStep,
  retentionWorker,
  type RetentionRules,
  warnOfKeyEndsStep,
} from '@inquiry/intake'
import { openHubKeyRing, registryChannel } from '@inquiry/registry'
import { createLog } from '@inquiry/telemetry'
import { parseVkey } from '@inquiry/transparency'
import {
  alarmReader,
  heatReader,
  matterClocks,
  matterReaders,
  mergeReader,
  ruleReader,
  triageReader,
  triageStep,
  volumeReader,
  watchingClocks,
  watchingReaders,
} from '@inquiry/triage'
import { createGrowth, pressureOn, startWorkLoop, turnsUnder, type Step } from '@inquiry/work-loop'
import { hubClock } from './hub-clock.ts'

/** What the thread of readers is given. */
export type FollowersData = {
  databaseUrl: string
  hubId: string
  logLevel: string
  clock: SharedArrayBuffer
  /** Where intake notes that envelopes are queueing. */
  pressure: SharedArrayBuffer
  /** 32 bytes, under which the hub's keys are wrapped; the log's key signs here. */
  masterKey: Uint8Array
  /** Where the last signed checkpoint is remembered outside of the database. */
  checkpointFile: string
  witnesses: readonly { vkey: string; url: string }[]
  retention: RetentionRules
}

/** Everything that follows the log, in a thread of its own, so that intake never waits for it. */
const { databaseUrl, hubId, logLevel, clock, masterKey, checkpointFile, witnesses, retention } =
  workerData as FollowersData
const log = createLog(logLevel)
const { now } = hubClock(clock)
const pressure = pressureOn((workerData as FollowersData).pressure)
const turns = turnsUnder(pressure)
const db = openDatabase(databaseUrl, { max: 10, name: 'inquiry-followers' })
const growth = createGrowth()
const ended = new AbortController()
const ring = await openHubKeyRing(db, masterKey, now)
const calendars = await openCalendarBook(db)
const listening = [
  listen(databaseUrl, calendarChannel, () => void renewCalendars(), ended.signal),
  listen(databaseUrl, appendedChannel, () => growth.grown(), ended.signal),
  listen(databaseUrl, registryChannel, () => void renewKeys(), ended.signal),
]

const watch = { db, hubId, now, calendars: calendars.current }
const steps: Record<string, Step> = {
  [triageReader]: triageStep({ db, hubId, now, calendars: calendars.current }),
  [tallyReader]: tallyStep(db),
  [assessmentReader]: assessmentStep(db),
  [summaryReader]: summariseStep(db),
  [gathererName]: gatherTextsStep(db),
  ...watchingReaders(watch),
  ...matterReaders(watch),
  [attachmentReader]: linkAttachmentsStep(db),
  [logReader]: growLogStep({
    db,
    hubId,
    keys: () => ring.keys.logs,
    remembered: rememberIn(checkpointFile),
    hasWitnesses: witnesses.length > 0,
    now,
  }),
  ...(witnesses.length > 0
    ? { cosign: cosignStep({ db, witnesses: askedWitnesses(), refused: warnOfWitness, now }) }
    : {}),
}
/** Readers that nobody waits for within a moment rest between steps, so that many events share one transaction. */
const restMs: Record<string, number> = {
  [triageReader]: 5,
  [tallyReader]: 250,
  [assessmentReader]: 250,
  [attachmentReader]: 250,
  [summaryReader]: 250,
  [gathererName]: 500,
  [alarmReader]: 50,
  [ruleReader]: 100,
  [mergeReader]: 50,
  [heatReader]: 250,
  [volumeReader]: 1_000,
}
const following = Object.entries(steps).map(([reader, step]) =>
  startWorkLoop(step, {
    growth,
    restMs: restMs[reader] ?? 0,
    failed: warnOf(reader),
    // Receipts promise the log within ten seconds: it does not give way.
    ...(reader === logReader ? {} : { turns }),
  }),
)
/** What is due by the clock is looked for at this pace, whether or not the log grows. */
const clockLooks = { growth: createGrowth(), idleMs: 250 }
const watching = Object.entries(watchingClocks({ ...watch, crowded: () => pressure.note() })).map(([name, step]) =>
  startWorkLoop(step, { ...clockLooks, failed: warnOf(name) }),
)
const cooling = Object.entries(matterClocks(watch)).map(([name, step]) =>
  startWorkLoop(step, { growth: createGrowth(), idleMs: 5_000, failed: warnOf(name) }),
)
const hourly = Object.entries({
  [retentionWorker]: retentionStep({ db, hubId, rules: retention, now }),
  [thinningWorker]: thinCheckpointsStep({ db, now }),
}).map(([name, step]) => startWorkLoop(step, { growth: createGrowth(), idleMs: 3_600_000, failed: warnOf(name) }))
const keyEnds = startWorkLoop(warnOfKeyEndsStep({ db, hubId, now }), {
  growth: createGrowth(),
  idleMs: 1_000,
  failed: warnOf(keyEndsWorker),
})
// The log has a checkpoint, be it of nothing, before the hub says that it is ready.
await steps[logReader]?.(ended.signal).catch((error: unknown) => warnOf(logReader)(error, 1))
const loops = [...following, ...watching, ...cooling, keyEnds, ...hourly]
parentPort?.postMessage('ready')
parentPort?.once('message', () => void stop())

async function stop(): Promise<void> {
  ended.abort()
  growth.grown()
  await Promise.all(loops.map((loop) => loop.stop()))
  await Promise.all(listening)
  await db.destroy()
  parentPort?.postMessage('stopped')
  parentPort?.close()
}

async function renewKeys(): Promise<void> {
  await ring.reload().catch((error: unknown) => log.warn({ err: error }, 'the hub’s keys could not be read anew'))
}

async function renewCalendars(): Promise<void> {
  await calendars.refresh().catch((error: unknown) => log.warn({ err: error }, 'the calendars could not be read anew'))
}

function askedWitnesses(): Witness[] {
  return witnesses.flatMap(({ vkey, url }) => {
    const key = parseVkey(vkey)
    return key ? [{ key, url }] : []
  })
}

function warnOfWitness(witness: string, reason: string): void {
  log.warn({ witness, reason }, 'a witness did not cosign the log’s checkpoint')
}

function warnOf(reader: string) {
  return (error: unknown, attempt: number): void =>
    log.warn({ reader, attempt, err: error }, 'a reader of the log failed and tries again')
}
