import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, startBrowser } from '../console/browser.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let browser: Browser

beforeAll(async () => {
  province = await startProvince()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await province.stop()
})

/** Run in the page: whether it can be scrolled sideways. */
const overflow = 'document.documentElement.scrollWidth > document.documentElement.clientWidth'

const pages = [
  '/docs',
  '/docs/standard/standard.zh',
  '/docs/standard/messages/case.submitted',
  '/docs/problems/unknown-code',
]

describe('the documents in a browser', () => {
  test.each([360, 1440])(
    'fit a window of %i pixels, and do nothing that their policy forbids',
    async (width) => {
      for (const path of pages) {
        const { page, misdeeds } = await openPage(browser, province.url, { language: 'zh-CN', width })
        await page.goto(province.url + path)
        const tooWide = await page.evaluate(overflow)
        expect({ path, tooWide, misdeeds }).toEqual({ path, tooWide: false, misdeeds: [] })
        expect(await page.locator('h1').count()).toBe(1)
        await page.context().close()
      }
    },
    60_000,
  )

  test('show the interface with every operation, from the hub’s own files', async () => {
    const { page, misdeeds } = await openPage(browser, province.url, { language: 'en-GB', width: 1280 })
    await page.goto(`${province.url}/docs/api`)
    await page.locator('.opblock').first().waitFor()
    expect(await page.locator('.opblock').count()).toBeGreaterThan(60)
    await page.locator('.opblock-summary', { hasText: '/v1/messages' }).first().click()
    await page.locator('.opblock-body').first().waitFor()
    expect(misdeeds).toEqual([])
    await page.context().close()
  }, 60_000)
})
