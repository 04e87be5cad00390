import type { Browser, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { type Province, startProvince } from '../province/province.ts'
import { eventually, openPage, startBrowser } from './browser.ts'
import { type Relay, startRelay } from './relay.ts'

const reader = { language: 'zh-CN', width: 1440 } as const

let province: Province
let browser: Browser
let relay: Relay
let guangzhou: Node

beforeAll(async () => {
  ;[province, browser] = await Promise.all([startProvince(), startBrowser()])
  relay = await startRelay(province.url)
  guangzhou = await province.join('440100')
  await guangzhou.say(submission())
})
afterAll(async () => {
  await browser.close()
  await relay.stop()
  await province.stop()
})

/** Types a token at the sign-in page. */
async function signInWith(token: string) {
  const watched = await openPage(browser, province.url, reader)
  await watched.page.goto(`${province.url}/console/`)
  await watched.page.getByLabel('访问令牌').fill(token)
  await watched.page.getByRole('button', { name: /登\s*录/ }).click()
  return watched
}

describe('signing in', () => {
  test('with the administrator’s token opens the overview, and signing out forgets it', async () => {
    const { page } = await signInWith(province.hub.secrets.adminToken)
    await page.locator('[data-figure=recorded]').waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByLabel('访问令牌').waitFor()
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    await page.context().close()
  })

  test('with a wrong token is refused in plain words', async () => {
    const { page } = await signInWith('not-a-token')
    expect(await page.getByRole('alert').innerText()).toContain('令牌无效、已过期或已撤销')
    await page.context().close()
  })

  test('with a node’s token is refused: the console is the coordinators’', async () => {
    const { page } = await signInWith(await guangzhou.token())
    expect(await page.getByRole('alert').innerText()).toContain('节点令牌不能登录协调台')
    await page.context().close()
  })

  test('by the printed link leaves no token in the address or the history', async () => {
    const { page } = await openPage(browser, province.url, reader)
    await page.goto(`${province.url}/console/#token=${province.hub.secrets.adminToken}`)
    await page.locator('[data-figure=recorded]').waitFor()
    expect(page.url()).not.toContain(province.hub.secrets.adminToken)
    expect(await page.evaluate('history.length')).toBeLessThanOrEqual(2)
    await page.context().close()
  })
})

describe('the menu', () => {
  test('names the pages whose question this hub answers, and no other', async () => {
    const { page } = await signInWith(province.hub.secrets.adminToken)
    const { paths } = await province.coordinator.ok<{ paths: Record<string, { get?: object }> }>('GET', '/openapi.json')
    const pages = {
      '/v1/stats/cases': '总览',
      '/v1/cases': '案件',
      '/v1/matters': '同一事项',
      '/v1/hotspots': '热点',
      '/v1/nodes': '节点',
      '/v1/assessments': '考核',
      '/v1/deliveries': '送达',
    }
    const answered = Object.entries(pages).flatMap(([path, name]) => (paths[path]?.get ? [name] : []))
    await page.locator('[data-figure=recorded]').waitFor()
    expect(await page.locator('nav a').allInnerTexts()).toEqual(answered)
    for (const name of answered) {
      await page.locator('nav').getByText(name).click()
      await page.locator('h1', { hasText: name }).waitFor()
      expect(await page.locator('.refused').count()).toBe(0)
    }
    await page.context().close()
  })
})

describe('a connection that breaks', () => {
  test('is mended from the last event heard, and nothing recorded meanwhile is missed', async () => {
    const { page } = await openPage(browser, relay.url, reader)
    const resumed: Request[] = []
    page.on('request', (request) => {
      if (request.url().includes('/v1/events/stream')) resumed.push(request)
    })
    await page.goto(`${relay.url}/console/#token=${province.hub.secrets.adminToken}`)
    await page.getByText('实时', { exact: true }).waitFor()
    const recorded = () => page.locator('[data-figure=recorded]').innerText()
    const before = Number(await recorded())
    relay.cut()
    await page.getByText('已中断，正在重连', { exact: true }).waitFor()
    await guangzhou.say(submission())
    relay.mend()
    await page.getByText('实时', { exact: true }).waitFor()
    await expect.poll(recorded, eventually).toBe(String(before + 1))
    expect(Number(resumed.at(-1)?.headers()['last-event-id'])).toBeGreaterThanOrEqual(0)
    await page.context().close()
  })
})
