import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { DeliveriesOverview, Redriven } from '@inquiry/schema'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'
import { Sink, wellBehaved } from './sink.ts'

let province: Province
let node: Node
let sink: Sink

beforeAll(async () => {
  province = await startProvince()
  node = await province.join('440100')
  sink = await Sink.open()
})
afterAll(async () => {
  sink.close()
  await province.stop()
})

const overview = () => province.coordinator.ok<DeliveriesOverview>('GET', '/v1/deliveries')

/** What the command line prints. */
async function hub(...parameters: string[]): Promise<string> {
  const main = join(import.meta.dirname, '../../services/hub/src/main.ts')
  const environment = { ...process.env, HUB_ADMIN_TOKEN: province.hub.secrets.adminToken }
  return (
    await promisify(execFile)(process.execPath, [main, ...parameters, '--hub', province.url], { env: environment })
  ).stdout
}

async function ownOf(id: string): Promise<DeliveriesOverview['nodes'][number]> {
  const found = (await overview()).nodes.find(({ nodeId }) => nodeId === id)
  if (!found) throw new Error(`${id} is not in the overview`)
  return found
}

describe('an operator', () => {
  test('sees what waits for a node, and that it waits no more when the node has asked for what comes after it', async () => {
    const { caseId = '' } = await node.say(submission())
    await node.receive('case.assigned', caseId)
    expect(await ownOf('440100')).toMatchObject({ delivered: -1, pull: null, nats: null, webhooks: [] })
    expect((await ownOf('440100')).waiting).toBeGreaterThanOrEqual(2)
    const last = (await node.inbox()).at(-1)?.position ?? -1
    await node.inbox(last)
    expect(await ownOf('440100')).toMatchObject({
      delivered: last,
      waiting: 0,
      waitingSeconds: 0,
      pull: { position: last },
    })
  })

  test('does not take a cursor of the future for a delivery', async () => {
    const shenzhen = await province.join('440300')
    await shenzhen.inbox(1_000_000)
    const size = (await overview()).logSize
    expect((await ownOf('440300')).delivered).toBeLessThan(size)
  })

  test('sees a webhook that was parked, why, and sends it on its way again', async () => {
    await node.ask('PUT', '/v1/webhooks/main', { url: sink.url })
    const status = async () => (await ownOf('440100')).webhooks[0]?.status
    for (let i = 0; i < 100 && (await status()) !== 'active'; i++) await sleep(50)
    sink.behaviour = () => ({ status: 500 })
    await node.say(submission())
    for (let i = 0; i < 100 && !(await ownOf('440100')).webhooks[0]?.failure; i++) await sleep(50)
    await sql`update webhook set failing_since = now() - interval '4 days', next_attempt_at = now()`.execute(
      province.db,
    )
    for (let i = 0; i < 100 && (await status()) !== 'parked'; i++) await sleep(50)
    const { nodes, faults } = await overview()
    expect(nodes.find(({ nodeId }) => nodeId === '440100')?.webhooks[0]).toMatchObject({
      status: 'parked',
      failure: { reason: 'answered 500' },
    })
    expect(faults[0]).toMatchObject({ kind: 'webhook-parked', subject: '440100/main', detail: 'answered 500' })
    sink.behaviour = wellBehaved
    const before = sink.events.length
    const { redriven } = await province.coordinator.ok<Redriven>('POST', '/v1/deliveries/redrive', { nodeId: '440100' })
    expect(redriven).toMatchObject([{ nodeId: '440100', id: 'main', status: 'active' }])
    for (let i = 0; i < 100 && sink.events.length <= before; i++) await sleep(50)
    expect(sink.events.length).toBeGreaterThan(before)
  })

  test('reads the same on the command line, as a table or as JSON', async () => {
    const table = await hub('status')
    expect(table).toContain('events are served from the log: no NATS')
    expect(table).toContain('440100')
    expect(table).toContain('main: active')
    expect(JSON.parse(await hub('status', '--json'))).toMatchObject({ relay: { stream: 'log' } })
    expect(await hub('webhooks', 'redrive', '--node', '440100')).toContain('0 webhooks are tried again')
  })

  test('reads queues and lags as metrics', async () => {
    const metrics = await (await fetch(`${province.url}/metrics`)).text()
    expect(metrics).toMatch(/inquiry_delivery_waiting_events\{node="440300"\} \d/)
    expect(metrics).toMatch(/inquiry_delivery_lag_seconds\{node="440100"\} \d/)
    expect(metrics).toMatch(/inquiry_webhooks\{status="active"\} 1/)
  })

  test('is told that there is no stream to publish to again where there is no NATS', async () => {
    expect(await province.coordinator.ask('POST', '/v1/republications', { from: 0 })).toMatchObject({ status: 404 })
    await expect(hub('republish', '--from', '0')).rejects.toThrow(/no NATS/)
    await expect(hub('republish', '--from', 'x')).rejects.toThrow(/must be a position/)
  })

  test('is asked who it is', async () => {
    for (const path of ['/v1/deliveries/redrive', '/v1/republications'])
      expect((await node.ask('POST', path, {})).status).toBe(403)
    expect((await node.ask('GET', '/v1/deliveries')).status).toBe(403)
    expect((await fetch(`${province.url}/v1/deliveries`)).status).toBe(401)
  })
})
