import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const main = join(import.meta.dirname, '../../services/gateway/src/main.ts')

export type Ended = { code: number | null; output: string }

/** A city's gateway: the real program, in a folder of its own. */
export class CityGateway {
  readonly folder = mkdtempSync(join(tmpdir(), 'inquiry-gateway-'))

  /** Run a command to its end. */
  async run(command: string, ...args: string[]): Promise<Ended> {
    const child = this.start(command, ...args)
    return ended(child)
  }

  /** Start a command and leave it running. */
  start(command: string, ...args: string[]): ChildProcess {
    return spawn(process.execPath, [main, command, '--folder', this.folder, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] },
    })
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts)
  }

  files(folder: string): string[] {
    try {
      return readdirSync(this.path(folder)).toSorted()
    } catch {
      return []
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** What a process said, once it has ended. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>()
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.once('close', (code) => resolve({ code, output }))
  return promise
}
