import type { CaseView } from '@inquiry/schema'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import { type Province, startProvince } from '../province/province.ts'
import { eventually, openConsole, type Reader, startBrowser } from './browser.ts'

/** Text that does something where it is taken for markup or code. */
const hostile = [
  `<img src=x onerror="alert('title')">`,
  `<script>alert('script')</script>`,
  `"><svg onload=alert('svg')>`,
  `javascript:alert('link')`,
  `{{constructor.constructor("alert('template')")()}}`,
]

let province: Province
let browser: Browser
let caseIds: string[]

beforeAll(async () => {
  ;[province, browser] = await Promise.all([startProvince(), startBrowser()])
  const guangzhou = await province.join('440100')
  await province.coordinator.ok('POST', '/v1/nodes', { nodeId: '440600', name: hostile[0], kind: 'city' })
  const pushed = await guangzhou.push(
    ...hostile.map((text) => submission({ title: text, content: `${text}\n${text}`, place: { address: text } })),
  )
  caseIds = pushed.body.results.map((result) => String(result.caseId))
})
afterAll(async () => {
  await browser.close()
  await province.stop()
})

const open = (reader: Reader) => openConsole(browser, province.url, province.hub.secrets.adminToken, reader)

describe('what citizens and nodes write', () => {
  let page: Page
  let misdeeds: string[]
  beforeAll(async () => void ({ page, misdeeds } = await open({ language: 'zh-CN', width: 1440 })))
  afterAll(() => page.context().close())

  test.each(hostile.map((text, at) => [text, at] as const))(
    'is shown as text and does nothing: %s',
    async (text, at) => {
      await page.goto(`${province.url}/console/#/?case=${caseIds[at]}`)
      await expect.poll(() => page.locator('.file-title').innerText(), eventually).toBe(text)
      expect(await page.locator('.file-content').innerText()).toBe(`${text}\n${text}`)
      expect(await page.locator('.file .facts').innerText()).toContain(text)
      expect(misdeeds).toEqual([])
    },
  )

  test('is text in a node’s name too', async () => {
    await page.goto(`${province.url}/console/#/nodes`)
    const name = page.locator('tr[data-row-key="440600"] .node-name')
    await expect.poll(() => name.innerText(), eventually).toContain(String(hostile[0]))
    expect(misdeeds).toEqual([])
  })
})

describe('a case', () => {
  test('shows why each due date is what it is', async () => {
    const { page } = await open({ language: 'en-GB', width: 390 })
    const { due } = await province.coordinator.ok<Pick<CaseView, 'due'>>('GET', `/v1/cases/${caseIds[0]}`)
    await page.goto(`${province.url}/console/#/?case=${caseIds[0]}`)
    const reasons = page.locator('.dues summary')
    await expect.poll(() => reasons.allInnerTexts(), eventually).toEqual(due.map(({ why }) => why.text.en))
    expect(due.length).toBeGreaterThan(0)
    await page.context().close()
  })
})
