import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@inquiry/database'
import pg from 'pg'
import { signal } from './process.ts'

/** The lab's PostgreSQL, which can be killed and comes back on another port: whoever uses it goes through a proxy. */
export class LabDatabase {
  readonly folder: string
  #server: EmbeddedPostgres | undefined
  #moved: (port: number) => void

  private constructor(folder: string, moved: (port: number) => void) {
    this.folder = folder
    this.#moved = moved
  }

  static async start(folder: string, moved: (port: number) => void): Promise<LabDatabase> {
    const database = new LabDatabase(folder, moved)
    await database.restart()
    return database
  }

  get url(): string {
    return this.#server?.url ?? ''
  }

  get pid(): number {
    return this.#server?.pid ?? 0
  }

  /** The same database by way of a proxy's port. */
  urlAt(port: number): string {
    const url = new URL(this.url)
    url.port = String(port)
    return url.href
  }

  /** End the postmaster: SIGKILL, or SIGQUIT as `pg_ctl stop -m immediate` does. */
  end(how: 'SIGKILL' | 'SIGQUIT'): void {
    signal(this.pid, how)
  }

  /** The server processes under the postmaster, by what each says of itself. */
  children(): { pid: number; title: string }[] {
    const found = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(this.pid)], { encoding: 'utf8' })
    return found.split('\n').flatMap((line) => {
      const [, pid, title] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
      return pid && title ? [{ pid: Number(pid), title }] : []
    })
  }

  /** Start it again, as a supervisor would, until it stays up. */
  async restart(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        this.#server = await startEmbeddedPostgres(join(this.folder, 'postgres'))
        this.#moved(Number(new URL(this.url).port))
        return
      } catch (error) {
        if (attempt >= 40) throw error
        await new Promise((done) => setTimeout(done, 500))
      }
    }
  }

  /** Whether the postmaster is there. */
  isUp(): boolean {
    try {
      return readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(' ')[2] !== 'Z'
    } catch {
      return false
    }
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url })
    await client.connect()
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  async stop(): Promise<void> {
    if (this.isUp()) await this.#server?.stop()
  }
}
