import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** A picture for whoever wants to look, in the folder that PICTURES names. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES']
  if (!folder) return
  // What fades in has come by then.
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
