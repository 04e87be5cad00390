import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** A server of the benchmark in a process of its own, and where it listens. */
export type Child = { process: ChildProcess; url: string }

/** The flags with which `pnpm hub` starts Node: three heaps that grow by less at a time take half the memory at the same pace. */
const hubFlags = ['--max-semi-space-size=8', '--heap-growing-percent=40', '--single-threaded-gc']

/** Start a file of this folder; it says its port when it is ready. */
export async function startChild(
  file: string,
  args: string[],
  environment: Record<string, string>,
  execArgv: readonly string[] = [],
): Promise<Child> {
  const child = fork(join(import.meta.dirname, file), args, {
    env: { ...process.env, ...environment },
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<{ port: number }>()
  child.once('message', (message) => resolve(message as { port: number }))
  child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  const { port } = await promise
  return { process: child, url: `http://127.0.0.1:${port}` }
}

/** A hub in a process of its own. */
export function startHubChild(environment: Record<string, string>): Promise<Child> {
  return startChild('hub-process.ts', [], environment, hubFlags)
}

/** The settings of the benchmark's hub: its database, its folder, and no quota. */
export function benchmarkEnvironment(databaseUrl: string, folder: string): Record<string, string> {
  return { DATABASE_URL: databaseUrl, HUB_DATA: folder, HUB_ID: '440000-hub', HUB_ENVELOPES_PER_SECOND: '0' }
}
