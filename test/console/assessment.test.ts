import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { type Province, startProvince } from '../province/province.ts'
import { eventually, openConsole, type Reader, startBrowser } from './browser.ts'
import { picture } from './picture.ts'
import { everyReader } from './readers.ts'

let province: Province
let browser: Browser
let month: string
let late: string

const cities = ['440100', '440300', '440600'] as const

/** Cases that each city accepts; then time runs to their date, some are replied to, and the others fall overdue. */
beforeAll(async () => {
  ;[province, browser] = await Promise.all([startProvince(), startBrowser()])
  const nodes = [await province.join('440100'), await province.join('440300'), await province.join('440600')]
  const given = await Promise.all(
    nodes.map((node, n) => Promise.all(Array.from({ length: 4 + n }, (_, i) => assigned(node, i)))),
  )
  const dueAt = Date.parse(given[0]?.[0]?.dueAt ?? '')
  month = new Date(dueAt + 8 * 3_600_000).toISOString().slice(0, 7)
  await runTo(dueAt - 12 * 3_600_000)
  for (const [n, node] of nodes.entries())
    for (const { caseId } of (given[n] ?? []).slice(n === 0 ? 2 : 1)) await reply(node, caseId)
  await runTo(dueAt + 86_400_000)
  late = given[0]?.[0]?.caseId ?? ''
  await nodes[0]?.receive('case.overdue', late)
  await nodes[0]?.ask('POST', `/v1/assessments/${month}/objections`, {
    caseId: late,
    indicator: 'reply-on-time',
    reason: '台风期间道路中断，施工队无法进场，超期非本市原因。',
  })
  await nodes[1]?.ask('POST', `/v1/assessments/${month}/objections`, {
    caseId: given[1]?.[0]?.caseId,
    reason: '该件应由住建部门办理。',
  })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await province.stop()
})

async function assigned(node: Node, n: number): Promise<{ caseId: string; dueAt: string }> {
  const division = `${node.nodeId.slice(0, 4)}${node.nodeId === '440600' ? '04' : '06'}`
  const text = { title: `路灯不亮第${n}处`, content: `第${n}盏路灯不亮，请处理。` }
  const caseId = String((await node.say(submission({ division, ...text }))).caseId)
  const event = await node.receive('case.assigned', caseId, 30)
  await node.say(about(caseId, 'case.accepted'))
  const { due } = event.data as { due: { step: string; dueAt: string }[] }
  return { caseId, dueAt: due.find(({ step }) => step === 'reply')?.dueAt ?? '' }
}

async function reply(node: Node, caseId: string): Promise<void> {
  const repliedAt = new Date().toISOString()
  await node.say(about(caseId, 'case.replied', { content: '已修复。', public: true, unit: '城管局', repliedAt }))
  await node.say(about(caseId, 'case.rated', { rating: 4 }))
}

function runTo(instant: number): Promise<void> {
  return province.coordinator.runAhead(Math.ceil((instant - Date.now()) / 1000))
}

const open = async (reader: Reader) => {
  const watched = await openConsole(browser, province.url, province.hub.secrets.adminToken, reader)
  await watched.page.goto(`${province.url}/console/#/assessment?month=${month}`)
  await watched.page.locator('[data-figure="440100 reply-on-time"]').waitFor()
  return watched
}

const readers = everyReader({
  zh: { title: '考核', out: '未计入分子', waiting: '2 件待处理' },
  en: { title: 'Assessment', out: 'Not in it', waiting: '2 waiting' },
})

describe.each(readers)('the page of the assessment %s', (_, reader, words) => {
  test('shows nodes by indicators, leads from a figure to its cases, and tells what is contested', async () => {
    const { page, misdeeds } = await open(reader)
    await page.locator('h1', { hasText: words.title }).waitFor()
    const figure = page.locator('[data-figure="440100 reply-on-time"]')
    await expect.poll(() => figure.innerText(), eventually).toMatch(/50\s?%\s+2\/4/)
    expect(await page.locator('tr[data-row-key]').count()).toBe(cities.length)
    await page.locator('.panel-note', { hasText: words.waiting }).waitFor()
    await figure.click()
    const cases = page.locator('.assessment-cases tr[data-row-key]')
    await expect.poll(() => cases.count(), eventually).toBe(4)
    expect(await cases.filter({ hasText: words.out }).count()).toBe(2)
    await picture(page, `assessment-${reader.language}-${reader.width}`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(reader.width)
    await cases.filter({ hasText: late }).getByRole('link').click()
    await page.locator('.case-drawer .file-title').waitFor()
    expect(misdeeds).toEqual([])
    await page.context().close()
  })
})

describe('a coordinator', () => {
  const reader: Reader = { language: 'zh-CN', width: 1440 }
  const give = async (page: Page, button: RegExp, reason: string) => {
    await page.getByRole('textbox', { name: '理由' }).fill(reason)
    await page.locator('.ant-modal-footer').getByRole('button', { name: button }).click()
  }

  test('upholds an objection with a reason, and the figure changes', async () => {
    const { page, misdeeds } = await open(reader)
    const objection = page.locator('[data-objection=open]', { hasText: '台风' })
    await objection.getByRole('button', { name: /采\s?纳/ }).click()
    await give(page, /采\s?纳/, '经核实，理由成立。')
    await page.locator('.ant-message', { hasText: '已采纳' }).waitFor()
    await page.locator('[data-objection=upheld]').waitFor()
    const figure = page.locator('[data-figure="440100 reply-on-time"]')
    await expect.poll(() => figure.innerText(), { timeout: 25_000 }).toMatch(/2\/3 剔 1/)
    await page
      .locator('[data-objection=open]')
      .getByRole('button', { name: /驳\s?回/ })
      .click()
    await give(page, /驳\s?回/, '属地明确。')
    await page.locator('[data-objection=dismissed]').waitFor()
    await picture(page, 'assessment-decided')
    expect(misdeeds).toEqual([])
    await page.context().close()
  })

  test('leaves a case out from the list of a figure', async () => {
    const { page, misdeeds } = await open(reader)
    const rows = page.locator('.assessment-cases tr[data-row-key]')
    await page.locator('[data-figure="440300 reply-on-time"]').click()
    await rows
      .filter({ hasText: '未计入分子' })
      .getByRole('button', { name: /剔\s?除/ })
      .click()
    await give(page, /剔\s?除/, '系统故障，不计。')
    await page.locator('.assessment-cases tr', { hasText: '系统故障，不计。' }).waitFor({ timeout: 25_000 })
    const figure = page.locator('[data-figure="440300 reply-on-time"]')
    await expect.poll(() => figure.innerText(), { timeout: 25_000 }).toMatch(/4\/4 剔 1/)
    const exclusion = page.locator('.assessment-acts li', { hasText: '系统故障，不计。' })
    await exclusion.getByRole('button', { name: '撤销剔除' }).click()
    await give(page, /撤销剔除/, '查无故障，恢复计入。')
    await exclusion.getByText('查无故障，恢复计入。').waitFor()
    await expect.poll(() => figure.innerText(), { timeout: 25_000 }).toMatch(/4\/5$/)
    expect(misdeeds).toEqual([])
    await page.context().close()
  })

  test('publishes a month that is over, and sees digest and position', async () => {
    const [year = 0, number = 0] = month.split('-').map(Number)
    await runTo(Date.UTC(year, number, 2))
    const { page, misdeeds } = await open(reader)
    await page
      .locator('.page-tools')
      .getByRole('button', { name: /发\s?布/ })
      .click()
    await page
      .locator('.ant-popconfirm')
      .getByRole('button', { name: /发\s?布/ })
      .click()
    await page.locator('[data-published]').waitFor()
    expect(await page.locator('[data-published]').innerText()).toContain('sha-256:')
    await picture(page, 'assessment-published')
    expect(misdeeds).toEqual([])
    await page.context().close()
  })
})
