import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../setup/chromium.ts'

/** How a reader sits before the console. */
export type Reader = { language: 'zh-CN' | 'en-GB'; width: number }

/** How long a page may take to show something, on a machine with much else to do. */
export const eventually = { timeout: 15_000 }

/** A page and everything it did that it should not have done. */
export type WatchedPage = { page: Page; misdeeds: string[] }

/** A headless Chromium that speaks to nobody but the pages it is sent to. */
export function startBrowser(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  return chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet],
  })
}

/** A new reader's page, which notes errors, dialogs, refused content and requests to other places than `origin`. */
export async function openPage(browser: Browser, origin: string, { language, width }: Reader): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height: 900 },
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(eventually.timeout)
  const misdeeds: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') misdeeds.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => misdeeds.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    misdeeds.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) misdeeds.push(`request: ${request.url()}`)
  })
  return { page, misdeeds }
}

/** A reader who has opened the link that the hub prints at its start; the overview stands. */
export async function openConsole(browser: Browser, url: string, token: string, reader: Reader): Promise<WatchedPage> {
  const watched = await openPage(browser, new URL(url).origin, reader)
  await watched.page.goto(`${url}/console/#token=${token}`)
  await watched.page.locator('[data-figure=recorded]').waitFor()
  return watched
}
