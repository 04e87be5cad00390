import { type Cases, eventTypeOf, eventTypes, type InboxPage } from '@inquiry/schema'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import { type Province, startProvince } from '../province/province.ts'
import { eventually, openConsole, type Reader, startBrowser } from './browser.ts'

const reply = '您好！井盖已于今日更换。\n感谢反映。'

let province: Province
let browser: Browser
let repliedId: string

beforeAll(async () => {
  ;[province, browser] = await Promise.all([startProvince(), startBrowser()])
  const guangzhou = await province.join('440100')
  const foshan = await province.join('440600')
  await guangzhou.push(
    submission({ title: '体育东路夜间施工噪声扰民', division: '440106' }),
    submission({ title: '公交站牌被遮挡', content: '站牌被广告牌挡住，看不清线路。', nature: 'suggestion' }),
  )
  const filed = { title: '井盖破损有安全隐患', content: '人行道井盖破了一个洞。', division: '440604', nature: 'help' }
  repliedId = String((await guangzhou.say(submission(filed))).caseId)
  await foshan.receive('case.assigned', repliedId)
  await foshan.say(about(repliedId, 'case.accepted', { note: '已派人查看。' }))
  const answer = { content: reply, public: true, unit: '城管局', repliedAt: new Date().toISOString() }
  await foshan.say(about(repliedId, 'case.replied', answer))
})
afterAll(async () => {
  await browser.close()
  await province.stop()
})

const open = (reader: Reader) => openConsole(browser, province.url, province.hub.secrets.adminToken, reader)
const listed = (query: string) => province.coordinator.ok<Cases>('GET', `/v1/cases${query}`)
const titles = (page: Page) => page.locator('.case-title a').allInnerTexts()

describe('the list of cases', () => {
  let page: Page
  let misdeeds: string[]
  beforeAll(async () => void ({ page, misdeeds } = await open({ language: 'zh-CN', width: 1440 })))
  afterAll(() => page.context().close())

  test.each([
    ['names every case, the newest first', ''],
    ['is narrowed by status', '?status=replied'],
    ['is narrowed by nature and city together', '?nature=complaint&nature=suggestion&city=440100'],
    ['is narrowed by words of the text', '?q=井盖'],
  ])('%s, as the interface does', async (_, query) => {
    const { cases } = await listed(query)
    expect(cases.length).toBeGreaterThan(0)
    await page.goto(`${province.url}/console/#/cases${query}`)
    await expect.poll(() => titles(page), eventually).toEqual(cases.map(({ title }) => title))
    expect(misdeeds).toEqual([])
  })

  test('tells in the hub’s words why it takes no word of one character', async () => {
    await page.getByLabel('标题或内容').fill('井')
    await page.getByLabel('标题或内容').press('Enter')
    await page.locator('.refused', { hasText: '至少两个字' }).waitFor()
    await page.getByRole('button', { name: '清除条件' }).click()
    await expect.poll(async () => (await titles(page)).length, eventually).toBe((await listed('')).cases.length)
  })
})

describe('a case in the list', () => {
  test.each([
    ['on a wide screen', 1440],
    ['on a telephone', 390],
  ])('opens %s with what happened to it and what was said', async (_, width) => {
    const { page, misdeeds } = await open({ language: 'zh-CN', width })
    await page.goto(`${province.url}/console/#/cases?status=replied`)
    await page.getByRole('link', { name: '井盖破损有安全隐患' }).click()
    const { events } = await province.coordinator.ok<InboxPage>('GET', `/v1/cases/${repliedId}/events`)
    const labels = events.map(({ type }) => eventTypes[eventTypeOf(type) ?? 'case.submitted'].zh)
    expect(labels).toEqual(expect.arrayContaining(['提交', '分派', '受理', '回复']))
    await expect.poll(() => page.locator('.happened-head strong').allInnerTexts(), eventually).toEqual(labels)
    expect(await page.locator('.timeline .said').allInnerTexts()).toEqual(['已派人查看。', reply])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(misdeeds).toEqual([])
    await page.context().close()
  })
})
