import { readFileSync } from 'node:fs'
import type { Cases, Stats } from '@inquiry/schema'
import { readSheet } from 'read-excel-file/node'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { submission } from '../province/filing.ts'
import { type Province, startProvince } from '../province/province.ts'
import { openConsole, type Reader, startBrowser } from './browser.ts'
import { picture } from './picture.ts'

let province: Province
let browser: Browser

beforeAll(async () => {
  ;[province, browser] = await Promise.all([startProvince(), startBrowser()])
  const guangzhou = await province.join('440100')
  await guangzhou.push(
    submission({ title: '=1+1 路灯不亮', division: '440106' }),
    submission({ title: '井盖破损', nature: 'help', division: '440604' }),
  )
  const settled = async () => {
    const { cases } = await province.coordinator.ok<Cases>('GET', '/v1/cases')
    if (cases.some(({ status }) => status !== 'assigned')) throw new Error('a case is not assigned yet')
  }
  await vi.waitFor(settled, { timeout: 15_000 })
})
afterAll(async () => {
  await browser.close()
  await province.stop()
})

const open = (reader: Reader) => openConsole(browser, province.url, province.hub.secrets.adminToken, reader)

/** Chooses a format behind a button of export; the name of the file that came, and its bytes. */
async function exported(page: Page, button: Locator, format: string): Promise<{ name: string; bytes: Buffer }> {
  await button.click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ])
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

describe('the button that exports', () => {
  test('brings the cases of the list, as it is narrowed, as a workbook', async () => {
    const { page, misdeeds } = await open({ language: 'zh-CN', width: 1440 })
    await page.goto(`${province.url}/console/#/cases?nature=help`)
    await page.locator('.case-title a').first().waitFor()
    await picture(page, 'export-cases')
    const { name, bytes } = await exported(page, page.getByRole('button', { name: '导出' }), 'Excel')
    expect(name).toMatch(/^案件-\d{8}-\d{4}\.xlsx$/)
    const [headings = [], ...rows] = (await readSheet(bytes)) as unknown as string[][]
    expect(rows.map((row) => row[headings.indexOf('标题')])).toEqual(['井盖破损'])
    expect(misdeeds).toEqual([])
    await page.context().close()
  })

  test('brings them as CSV in the reader’s language, with nothing that runs', async () => {
    const { page } = await open({ language: 'en-GB', width: 390 })
    await page.goto(`${province.url}/console/#/cases`)
    await page.locator('.case-title a').first().waitFor()
    await picture(page, 'export-cases-390')
    const { name, bytes } = await exported(page, page.getByRole('button', { name: 'Export' }), 'CSV')
    expect(name).toMatch(/^Cases-\d{8}-\d{4}\.csv$/)
    const lines = bytes.toString().trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFFCase,Title,Status,/)
    expect(lines.length).toBe(3)
    expect(lines.join()).toContain(",'=1+1 路灯不亮,")
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.context().close()
  })

  test('brings the figures by city that the overview shows', async () => {
    const { page, misdeeds } = await open({ language: 'zh-CN', width: 1440 })
    await page.locator('.overview-table').scrollIntoViewIfNeeded()
    await picture(page, 'export-overview')
    const button = page.locator('.overview-table').getByRole('button', { name: '导出' })
    const { name, bytes } = await exported(page, button, 'CSV')
    expect(name).toMatch(/^案件统计-\d{8}-\d{4}\.csv$/)
    const { rows, totals } = await province.coordinator.ok<Stats>('GET', '/v1/stats/cases?groupBy=city')
    const lines = bytes.toString().trimEnd().split('\r\n')
    const counts = lines.slice(1).map((line) => line.split(',').slice(1, 3))
    expect(counts).toEqual([...rows.map(({ city, count }) => [city, String(count)]), ['', String(totals.count)]])
    expect(misdeeds).toEqual([])
    await page.context().close()
  })

  test('says in plain words why there is no file', async () => {
    const { page } = await open({ language: 'zh-CN', width: 1440 })
    await page.goto(`${province.url}/console/#/cases?q=灯`)
    await page.locator('.refused').waitFor()
    await page.getByRole('button', { name: '导出' }).click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const said = page.locator('.ant-message')
    await said.getByText('至少两个字').waitFor()
    expect(await said.innerText()).toContain('条件无效')
    await page.context().close()
  })
})
