import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase, prepareTemplate, startEmbeddedPostgres } from '@inquiry/database'
import { enrolSender } from '../intake/enrol.ts'
import { newSender, type Sender } from '../intake/envelopes.ts'
import { benchmarkToken } from '../intake/token.ts'

/** A hub in a process of its own over a PostgreSQL of its own, and the platform that sends to it. */
export type BenchmarkHub = { url: string; databaseUrl: string; sender: Sender }

const hubId = '440000-hub'

/** Run a benchmark against a hub that is gone, with its data, when it ends. */
export async function withBenchmarkHub(work: (hub: BenchmarkHub) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-log-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  await prepareTemplate(server.url)
  const { url: databaseUrl } = await freshDatabase(server.url)
  const environment = { DATABASE_URL: databaseUrl, HUB_DATA: join(folder, 'hub'), HUB_ID: hubId }
  const child = fork(join(import.meta.dirname, '../intake/hub-process.ts'), [], {
    env: { ...process.env, ...environment, HUB_ENVELOPES_PER_SECOND: '0' },
  })
  try {
    const { promise, resolve, reject } = Promise.withResolvers<{ port: number }>()
    child.once('message', (message) => resolve(message as { port: number }))
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)))
    const url = `http://127.0.0.1:${(await promise).port}`
    const sender = newSender('440100', hubId)
    await enrolSender(url, sender, benchmarkToken)
    await work({ url, databaseUrl, sender })
  } finally {
    child.kill('SIGKILL')
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
