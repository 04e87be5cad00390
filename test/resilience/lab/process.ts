import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'

/** A program that the lab started: faults are done to such, by their own number, and to nothing else. */
export type Running = { child: ChildProcess; pid: number; ended: Promise<void> }

/** Start a program that ends with this process, whatever ends this one. */
export function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  stderr: 'ignore' | 'inherit' | number,
): Running {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], {
    env,
    stdio: ['ignore', 'ignore', stderr],
  })
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.once('error', () => resolve())
  return { child, pid: child.pid ?? 0, ended }
}

/** A port that nothing listens on just now. */
export async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}

/** Send a signal; a process that has gone meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
