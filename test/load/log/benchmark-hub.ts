import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase, prepareTemplate, startEmbeddedPostgres } from '@inquiry/database'
import { sealEnrolment } from '@inquiry/envelope'
import { newSender, type Sender } from '../intake/envelopes.ts'

/** A hub in a process of its own over a PostgreSQL of its own, and the platform that sends to it. */
export type BenchmarkHub = { url: string; databaseUrl: string; sender: Sender }

const hubId = '440000-hub'
const adminToken = 'benchmark-administrator'

/** Run a benchmark against a hub that is gone, with its data, when it ends. */
export async function withBenchmarkHub(work: (hub: BenchmarkHub) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-log-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  await prepareTemplate(server.url)
  const { url: databaseUrl } = await freshDatabase(server.url)
  const environment = { DATABASE_URL: databaseUrl, HUB_DATA: join(folder, 'hub'), HUB_ID: hubId }
  const child = fork(join(import.meta.dirname, '../intake/hub-process.ts'), [], {
    env: { ...process.env, ...environment, HUB_ADMIN_TOKEN: adminToken, HUB_ENVELOPES_PER_SECOND: '0' },
  })
  try {
    const { promise, resolve, reject } = Promise.withResolvers<{ port: number }>()
    child.once('message', (message) => resolve(message as { port: number }))
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)))
    const url = `http://127.0.0.1:${(await promise).port}`
    await work({ url, databaseUrl, sender: await enrolled(url) })
  } finally {
    child.kill('SIGKILL')
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function enrolled(url: string): Promise<Sender> {
  const sender = newSender('440100', hubId)
  const { nodeId, key } = sender
  const created = await fetch(`${url}/v1/nodes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ nodeId, name: nodeId, kind: 'city' }),
  })
  const { enrolment } = (await created.json()) as { enrolment: { code: string } }
  const claims = { iss: nodeId, aud: hubId, iat: Math.floor(Date.now() / 1000), jti: 'enrol', code: enrolment.code }
  const body = await sealEnrolment(claims, key.signer, key.jwk)
  const answer = await fetch(`${url}/v1/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/jose' },
    body,
  })
  if (answer.status !== 201) throw new Error(`the benchmark's node could not enrol: ${await answer.text()}`)
  return sender
}
