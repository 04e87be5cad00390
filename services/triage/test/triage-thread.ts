import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '@inquiry/database'
import { triageStep } from '../src/index.ts'
import { hubId } from './record-cases.ts'

/** A triage of its own on the given database, until it is told to end. */
const { url } = workerData as { url: string }
const db = openDatabase(url, { max: 2 })
const step = triageStep({ db, hubId, now: () => new Date() })
let ended = false
let taken = 0
parentPort?.once('message', () => (ended = true))
while (!ended) {
  const done = await step(new AbortController().signal)
  taken += done
  if (done === 0) await new Promise((resolve) => setTimeout(resolve, 5))
}
await db.destroy()
parentPort?.postMessage(taken)
parentPort?.close()
