import { Worker } from 'node:worker_threads'
import type { Log } from '@inquiry/telemetry'

/** How long a thread may take to end its steps, in milliseconds; the hub has ten seconds in all. */
const endsWithinMs = 4_000

/**
 * Run a part of the hub in a thread and wait until it is ready; answers how to stop it, which may be called again. A
 * thread that dies takes the hub with it: a supervisor restarts all of it.
 */
export async function startThread(file: string, data: unknown, log: Log): Promise<() => Promise<void>> {
  const worker = new Worker(new URL(file, import.meta.url), { workerData: data })
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const { promise: stopped, resolve: stops } = Promise.withResolvers<void>()
  worker.on('message', (said) => (said === 'ready' ? resolve() : stops()))
  worker.once('error', (error) => {
    log.fatal({ err: error, thread: file }, 'a thread of the hub died')
    reject(error)
    stops()
    setImmediate(() => process.kill(process.pid, 'SIGTERM'))
  })
  await ready
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    worker.postMessage('stop')
    const late = setTimeout(() => {
      log.warn({ thread: file }, 'a thread of the hub did not end by itself')
      void worker.terminate().then(() => stops())
    }, endsWithinMs)
    await stopped
    clearTimeout(late)
  }
  return () => (stopping ??= stop())
}
