import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, run, signal, type Running } from './process.ts'

export type HubSettings = {
  folder: string
  databaseUrl: string
  natsUrl: string
  natsUsersFile: string
  adminToken: string
  masterKey: string
}

/** A hub in a process of its own, on a port that it keeps over restarts. */
export class LabHub {
  readonly url: string
  readonly #port: number
  readonly #settings: HubSettings
  #running: Running | undefined

  private constructor(port: number, settings: HubSettings) {
    this.#port = port
    this.#settings = settings
    this.url = `http://127.0.0.1:${port}`
    mkdirSync(settings.folder, { recursive: true })
  }

  static async at(settings: HubSettings): Promise<LabHub> {
    return new LabHub(await freePort(), settings)
  }

  get pid(): number {
    return this.#running?.pid ?? 0
  }

  /** Start it; what it says goes to `hub.log` of its folder. */
  start(): void {
    const { folder, databaseUrl, natsUrl, natsUsersFile, adminToken, masterKey } = this.#settings
    const main = join(import.meta.dirname, '../../../services/hub/src/main.ts')
    const environment = {
      PATH: '/usr/bin:/bin',
      LAB_CLOCK: join(folder, 'clock'),
      DATABASE_URL: databaseUrl,
      NATS_URL: natsUrl,
      HUB_NATS_USERS: natsUsersFile,
      HUB_ADMIN_TOKEN: adminToken,
      HUB_MASTER_KEY: masterKey,
      HUB_TEST_MODE: '1',
      HUB_LOG_LEVEL: 'warn',
      HUB_ENVELOPES_PER_SECOND: '0',
      HUB_READS_PER_SECOND: '0',
    }
    const args = [
      '--import',
      join(import.meta.dirname, 'clock.ts'),
      main,
      'serve',
      '--port',
      String(this.#port),
      '--data',
      folder,
    ]
    const log = openSync(join(folder, 'hub.log'), 'a')
    this.#running = run(process.execPath, args, environment, log)
    closeSync(log)
  }

  /** Set its wall clock off by so many milliseconds. */
  setClock(offsetMs: number): void {
    writeFileSync(join(this.#settings.folder, 'clock'), String(offsetMs))
  }

  signal(name: NodeJS.Signals): void {
    signal(this.pid, name)
  }

  get ended(): Promise<void> {
    return this.#running?.ended ?? Promise.resolve()
  }

  get isRunning(): boolean {
    const child = this.#running?.child
    return child !== undefined && child.exitCode === null && child.signalCode === null
  }

  /** Wait until it takes envelopes. */
  async ready(seconds = 90): Promise<void> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) {
      const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
      if (answer?.ok) return
      if (!this.isRunning) throw new Error(`a hub ended by itself: see ${this.#settings.folder}/hub.log`)
    }
    throw new Error(`a hub was not ready within ${seconds} s: see ${this.#settings.folder}/hub.log`)
  }

  async kill(): Promise<void> {
    this.signal('SIGCONT')
    this.signal('SIGKILL')
    await this.ended
  }
}
