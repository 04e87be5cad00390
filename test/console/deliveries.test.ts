import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNatsServer } from '@inquiry/event-stream'
import { sql } from 'kysely'
import type { DeliveriesOverview } from '@inquiry/schema'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findNatsServer } from '../../infra/nats/fetch.ts'
import { Sink, wellBehaved } from '../deliveries/sink.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { type Province, startProvince } from '../province/province.ts'
import { eventually, openConsole, type Reader, startBrowser } from './browser.ts'
import { picture } from './picture.ts'
import { everyReader } from './readers.ts'

let province: Province
let browser: Browser
let guangzhou: Node
let parked: Sink
let failing: Sink

const overview = () => province.coordinator.ok<DeliveriesOverview>('GET', '/v1/deliveries')
const statuses = async () =>
  (await overview()).nodes.flatMap(({ nodeId, webhooks }) =>
    webhooks.map(({ id, status, failure }) => `${nodeId}/${id} ${failure && status === 'active' ? 'failing' : status}`),
  )

/** Wait until the endpoints stand so. */
async function until(...wanted: string[]): Promise<void> {
  await vi.waitFor(async () => {
    const found = await statuses()
    if (wanted.join() !== found.join()) throw new Error(`endpoints are ${found.join()}`)
  }, eventually)
}

/** Two endpoints that answer 500; the first has done so for more than three days. */
async function breakEndpoints(): Promise<void> {
  for (const sink of [parked, failing]) sink.behaviour = () => ({ status: 500 })
  await guangzhou.say(submission())
  await until('440100/main failing', '440100/second failing')
  await sql`update webhook set failing_since = now() - interval '4 days', next_attempt_at = now() where id = 'main'`.execute(
    province.db,
  )
  await until('440100/main parked', '440100/second failing')
}

beforeAll(async () => {
  ;[province, browser] = await Promise.all([startProvince(), startBrowser()])
  guangzhou = await province.join('440100')
  await province.join('440300')
  ;[parked, failing] = [await Sink.open(), await Sink.open()]
  await guangzhou.ask('PUT', '/v1/webhooks/main', { url: parked.url })
  await guangzhou.ask('PUT', '/v1/webhooks/second', { url: failing.url })
  await until('440100/main active', '440100/second active')
  await breakEndpoints()
})
afterAll(async () => {
  for (const sink of [parked, failing]) sink.close()
  await browser.close()
  await province.stop()
})

const open = async (reader: Reader) => {
  const watched = await openConsole(browser, province.url, province.hub.secrets.adminToken, reader)
  await watched.page.goto(`${province.url}/console/#/deliveries`)
  await watched.page.locator('[data-figure=stopped]').waitFor()
  return watched
}
const endpoint = (page: Page, name: string) => page.locator(`tr[data-row-key="${name}"]`)

const readers = everyReader({
  zh: { title: '发布与送达', parked: '已停投', failing: '重试中', fault: '端点停投' },
  en: { title: 'Deliveries', parked: 'Parked', failing: 'Retrying', fault: 'Endpoint parked' },
})

describe.each(readers)('the page of deliveries %s', (_, reader, words) => {
  test('shows how far everything has come, what has stopped and why, as the interface says', async () => {
    const { page, misdeeds } = await open(reader)
    const { logSize, inboxes, nodes } = await overview()
    await page.locator('h1', { hasText: words.title }).waitFor()
    const figure = (name: string) => page.locator(`[data-figure=${name}]`).innerText()
    expect(await figure('log')).toBe(String(logSize))
    expect(await figure('inboxes')).toBe(String(inboxes.position))
    expect(await figure('stopped')).toBe('1 / 2')
    expect(await endpoint(page, '440100/main').innerText()).toContain(words.parked)
    expect(await endpoint(page, '440100/main').innerText()).toContain('answered 500')
    expect(await endpoint(page, '440100/second').innerText()).toContain(words.failing)
    for (const { nodeId, waiting } of nodes)
      expect(await page.locator(`tr[data-row-key="${nodeId}"] [data-measure=waiting]`).innerText()).toBe(
        String(waiting),
      )
    expect(await page.locator('.fault-stopped .fault-kind').first().innerText()).toBe(words.fault)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(reader.width)
    await picture(page, `deliveries-${reader.language}-${reader.width}`)
    expect(misdeeds).toEqual([])
    await page.context().close()
  })
})

describe('the button that redrives', () => {
  test.each([
    ['one endpoint', '重投 440100 main', '1 个端点已重投'],
    ['all that have stopped or fail', '全部重投', '2 个端点已重投'],
  ])('sends %s on its way again, and who did it is on record', async (_, button, said) => {
    if (!(await statuses()).includes('440100/main parked')) await breakEndpoints()
    const { page, misdeeds } = await open({ language: 'zh-CN', width: 1440 })
    parked.behaviour = wellBehaved
    const before = parked.events.length
    await page.getByRole('button', { name: button, exact: true }).click()
    await page.locator('.ant-message', { hasText: said }).waitFor()
    await vi.waitFor(() => expect(parked.events.length).toBeGreaterThan(before), eventually)
    await expect.poll(() => endpoint(page, '440100/main').getByText('已停投').count(), eventually).toBe(0)
    await page.locator('.fault-mended', { hasText: '440100/main' }).first().waitFor()
    expect((await overview()).faults).toContainEqual(
      expect.objectContaining({ kind: 'webhook-redriven', subject: '440100/main', detail: 'by administrator' }),
    )
    expect(misdeeds).toEqual([])
    await page.context().close()
  })
})

test('the relay’s place in JetStream is shown, that it lags when NATS is away, and that NATS was lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'console-nats-'))
  const server = await startNatsServer(findNatsServer() ?? 'nats-server', { folder })
  const streamed = await startProvince({ natsUrl: server.url })
  try {
    const node = await streamed.join('440100')
    const { position = 0 } = await node.say(submission())
    const { page, misdeeds } = await openConsole(browser, streamed.url, streamed.hub.secrets.adminToken, {
      language: 'en-GB',
      width: 1440,
    })
    await page.goto(`${streamed.url}/console/#/deliveries`)
    const relay = page.locator('.figure-relay')
    await expect
      .poll(async () => Number(await relay.locator('strong').innerText()), eventually)
      .toBeGreaterThan(position)
    await expect.poll(() => relay.innerText(), eventually).toContain('nothing waits')
    await server.stop()
    await node.say(submission())
    await expect.poll(() => relay.innerText(), eventually).toMatch(/\d behind, the oldest for \d+ s/)
    await page.locator('.fault', { hasText: 'NATS lost' }).first().waitFor()
    await picture(page, 'deliveries-relay')
    expect(misdeeds).toEqual([])
    await page.context().close()
  } finally {
    await streamed.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
