import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findNatsServer } from '../../infra/nats/fetch.ts'
import { Coordinator } from '../province/coordinator.ts'
import { submission } from '../province/filing.ts'
import { Node } from '../province/node.ts'
import { Sink, wellBehaved } from './sink.ts'

const main = join(import.meta.dirname, '../../services/hub/src/main.ts')
const adminToken = 'administrator-of-a-test'
let folder: string
let url: string
let hub: ChildProcess

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drain-'))
})
afterEach(() => {
  hub.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

/** A whole hub as its operator runs it: its own PostgreSQL, and the nats-server found on the PATH. */
async function start(): Promise<void> {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const environment = {
    PATH: `${dirname(findNatsServer() ?? '')}:/usr/bin:/bin`,
    HUB_ADMIN_TOKEN: adminToken,
    HUB_TEST_MODE: '1',
    HUB_LOG_LEVEL: 'info',
    HUB_ENVELOPES_PER_SECOND: '0',
  }
  hub = spawn(process.execPath, [main, 'serve', '--port', String(port), '--data', join(folder, 'data')], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  hub.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  for (let i = 0; i < 600; i++) {
    if ((await fetch(`${url}/readyz`).catch(() => undefined))?.ok) return
    await sleep(100)
  }
  throw new Error(`the hub was not ready: ${said}`)
}
let said = ''

async function enrol(nodeId: string): Promise<Node> {
  const { enrolment } = await new Coordinator(url, adminToken).ok<{ enrolment: { code: string } }>(
    'POST',
    '/v1/nodes',
    {
      nodeId,
      name: nodeId,
      kind: 'city',
    },
  )
  return Node.enrol(url, '440000-hub', nodeId, enrolment.code)
}

describe('SIGTERM', () => {
  test('ends a hub within ten seconds, though an endpoint hangs, a reader waits and requests are under way; nothing acknowledged is lost', async () => {
    await start()
    const node = await enrol('440100')
    const sink = await Sink.open((arrival, count) =>
      arrival.body.includes('specversion') ? undefined : wellBehaved(arrival, count),
    )
    await node.ask('PUT', '/v1/webhooks/main', { url: sink.url })
    await node.say(submission())
    for (let i = 0; i < 200 && sink.events.length === 0; i++) await sleep(50)
    expect(sink.events.length).toBeGreaterThan(0)
    const waiting = node.get(`/v1/inbox?after=100000&wait=30`)
    const streaming = fetch(`${url}/v1/inbox/stream`, { headers: { authorization: `Bearer ${await node.token()}` } })
    const pushed = Array.from({ length: 20 }, () => node.push(submission()).catch(() => undefined))
    await sleep(20)
    const began = performance.now()
    hub.kill('SIGTERM')
    const code = await new Promise((done) => hub.once('exit', done))
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(code).toBe(0)
    expect(said).not.toMatch(/"level":[56]0/)
    expect((await waiting).status).toBe(200)
    await (await streaming).body?.cancel()
    const acknowledged = (await Promise.all(pushed)).flatMap((answer) =>
      answer?.status === 200 ? answer.body.results : [],
    )
    sink.close()
    await start()
    const messages = new Set<number>()
    for (const { position } of acknowledged) if (position !== undefined) messages.add(position)
    const log = await fetch(`${url}/v1/events?limit=1000`, { headers: { authorization: `Bearer ${adminToken}` } })
    const { events } = (await log.json()) as { events: { position: number; type: string }[] }
    for (const position of messages) expect(events[position]?.type).toBe('inquiry.case.submitted.v1')
    expect(readFileSync(join(folder, 'data/hub.json'), 'utf8')).toContain(url)
  }, 120_000)
})
