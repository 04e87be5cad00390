import { channels, natures, type Stats } from '@inquiry/schema'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { type Province, startProvince } from '../province/province.ts'
import { eventually, openConsole, type Reader, startBrowser } from './browser.ts'
import { everyReader } from './readers.ts'

let province: Province
let browser: Browser
let guangzhou: Node
let foshan: Node

beforeAll(async () => {
  ;[province, browser] = await Promise.all([startProvince(), startBrowser()])
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
  await guangzhou.push(
    ...['440106', '440106', '440103', '440604'].map((division) => submission({ division })),
    submission({ division: '440106', nature: 'praise', channel: 'hotline' }),
  )
  const { caseId } = await foshan.say(submission({ division: '440604', nature: 'consultation' }))
  await foshan.receive('case.assigned', String(caseId))
  await foshan.say(about(String(caseId), 'case.accepted'))
  await foshan.say(
    about(String(caseId), 'case.replied', {
      content: '已修复。',
      public: true,
      unit: '城管局',
      repliedAt: new Date().toISOString(),
    }),
  )
  await vi.waitFor(async () => {
    if (!(await stats('groupBy=status')).rows.some(({ status }) => status === 'replied')) throw new Error('not yet')
  })
})
afterAll(async () => {
  await browser.close()
  await province.stop()
})

const stats = (query: string) => province.coordinator.ok<Stats>('GET', `/v1/stats/cases?${query}`)

const open = (reader: Reader) => openConsole(browser, province.url, province.hub.secrets.adminToken, reader)

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`)
const cityCell = (page: Page, city: string, measure: string) =>
  page.locator(`tr[data-row-key="${city}"] [data-measure=${measure}]`)

const readers = everyReader({
  zh: { title: '总览', city: '广州市', handling: '未办结' },
  en: { title: 'Overview', city: 'Guangzhou', handling: 'Open' },
})

describe.each(readers)('the overview %s', (_, reader, words) => {
  let page: Page
  let misdeeds: string[]
  beforeAll(async () => void ({ page, misdeeds } = await open(reader)))
  afterAll(() => page.context().close())

  test('shows the figures that the interface gives', async () => {
    const { totals } = await stats('measures=count,open,overdue')
    await expect.poll(() => figure(page, 'recorded').innerText(), eventually).toBe(String(totals.count))
    await expect.poll(() => figure(page, 'overdue').innerText(), eventually).toBe(String(totals.overdue))
    expect(await figure(page, 'open').innerText()).toBe(String(totals.open))
    expect(await figure(page, 'replied').innerText()).toBe('1')
    const { rows } = await stats('groupBy=city&measures=count,open,overdue')
    expect(rows.length).toBe(2)
    for (const { city, count, open: unanswered, overdue } of rows) {
      const shown = ['recorded', 'open', 'overdue'].map((measure) => cityCell(page, String(city), measure).innerText())
      expect(await Promise.all(shown)).toEqual([count, unanswered, overdue].map(String))
    }
  })

  test('speaks the reader’s language, in the hub’s time, and fits the screen', async () => {
    expect(await page.locator('h1').innerText()).toBe(words.title)
    expect(await page.locator('.figure-open .figure-label').innerText()).toBe(words.handling)
    await expect
      .poll(() => page.locator('tr[data-row-key="440100"] td').first().innerText(), eventually)
      .toBe(words.city)
    await expect.poll(() => page.locator('.overview-cities svg').innerHTML(), eventually).toContain(`>${words.city}<`)
    const { asOf } = await stats('measures=count')
    expect(await page.locator('.page-note').innerText()).toContain(asOf.time.slice(0, 10))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(reader.width)
  })

  test('asks nobody but the hub, breaks no rule of its own policy and logs no error', () => {
    expect(misdeeds).toEqual([])
  })
})

describe('the overview', () => {
  let page: Page
  let misdeeds: string[]
  beforeAll(async () => void ({ page, misdeeds } = await open({ language: 'zh-CN', width: 1440 })))
  afterAll(() => page.context().close())

  test('counts natures and channels as the interface does, by their labels', async () => {
    const kinds = [
      { group: 'nature', list: natures },
      { group: 'channel', list: channels },
    ] as const
    for (const { group, list } of kinds) {
      const { rows } = await stats(`groupBy=${group}`)
      for (const { count, [group]: code } of rows) {
        const label = list.codes.find((entry) => entry.code === code)?.zh
        const line = await page.locator(`.code-bars [data-code="${code}"]`).innerText()
        expect(line.split(/\s+/)).toEqual([label, String(count)])
      }
    }
  })

  test('moves by itself when a case is recorded, and says up to which event it has heard', async () => {
    await page.getByText('实时', { exact: true }).waitFor()
    const before = (await stats('groupBy=city')).rows.find(({ city }) => city === '440600')?.count ?? 0
    const { position } = await foshan.say(submission({ division: '440604' }))
    await expect.poll(() => cityCell(page, '440600', 'recorded').innerText(), eventually).toBe(String(before + 1))
    const heard = async () => Number((await page.locator('[data-live=position]').innerText()).replaceAll(',', ''))
    await expect.poll(heard, eventually).toBeGreaterThanOrEqual(position ?? Number.NaN)
    await page.locator(`.latest-line[data-position="${position}"]`).waitFor()
    expect(misdeeds).toEqual([])
  })

  test('narrows to a period of days', async () => {
    await page.goto(`${province.url}/console/#/?to=2020-01-01`)
    await expect.poll(() => figure(page, 'recorded').innerText(), eventually).toBe('0')
    await page.getByText('这段时间没有登记案件').waitFor()
  })

  test('goes over to the other language and remembers it', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('h1').innerText()).toBe('Overview')
    await page.reload()
    await page.locator('[data-figure=recorded]').waitFor()
    expect(await page.locator('h1').innerText()).toBe('Overview')
  })
})
