import { parentPort, workerData } from 'node:worker_threads'
import { appendedChannel } from '@inquiry/case-log'
import { openDatabase } from '@inquiry/database'
import { openHubKeyRing, registryChannel } from '@inquiry/registry'
import { createLog } from '@inquiry/telemetry'
import { createGrowth, startWorkLoop } from '@inquiry/work-loop'
import { hubClock } from './hub-clock.ts'
import { hearAll, openCourier, type CourierSettings } from './open-courier.ts'

/** What the courier's thread is given. */
export type CourierData = CourierSettings & { logLevel: string; clock: SharedArrayBuffer }

/**
 * What takes the log outside, in a thread of its own: it waits for networks and never for what triage thinks about, and
 * it gives way to nobody, since an event that is late here is late for everybody.
 */
const data = workerData as CourierData
const log = createLog(data.logLevel)
const { now } = hubClock(data.clock)
const db = openDatabase(data.databaseUrl, { max: 8, name: 'inquiry-courier' })
const growth = createGrowth()
const ended = new AbortController()
const ring = await openHubKeyRing(db, data.masterKey, now)
const findPrivateKey = (kid: string) => ring.keys.decryption.get(kid)?.privateKey
const courier = openCourier({ ...data, db, findPrivateKey, now, growth, log })
const hearing = hearAll(data.databaseUrl, ended.signal, {
  [appendedChannel]: () => growth.grown(),
  [registryChannel]: () => void renewKeys(),
  ...Object.fromEntries(courier.channels.map((channel) => [channel, () => growth.grown()])),
})
const loops = Object.entries(courier.steps).map(([name, { step, restMs }]) =>
  startWorkLoop(step, {
    growth,
    restMs,
    failed: (error, attempt) => log.warn({ courier: name, attempt, err: error }, 'the courier failed and tries again'),
  }),
)
parentPort?.postMessage('ready')
parentPort?.once('message', () => void stop())

async function stop(): Promise<void> {
  ended.abort()
  growth.grown()
  await Promise.all([courier.close(), ...loops.map((loop) => loop.stop())])
  await courier.release()
  await Promise.all(hearing)
  await db.destroy()
  parentPort?.postMessage('stopped')
  parentPort?.close()
}

async function renewKeys(): Promise<void> {
  await ring.reload().catch((error: unknown) => log.warn({ err: error }, 'the hub’s keys could not be read anew'))
}
