import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Province } from '../province/province.ts'
import { startKnownProvince } from '../sign-in/known-province.ts'
import type { IdentityProvider } from '../sign-in/provider.ts'
import { eventually, openPage, type Reader, startBrowser } from './browser.ts'
import { picture } from './picture.ts'

const people = {
  li: { name: '李协调', roles: ['coordinator'], divisions: ['440100', '440600'] },
  zhao: { name: 'Zhao', roles: ['admin', 'auditor'] },
  chen: { name: '陈无权' },
}

let provider: IdentityProvider
let province: Province
let browser: Browser

beforeAll(async () => {
  const starting = startKnownProvince(people, ['admin', 'coordinator', 'auditor'])
  ;[{ provider, province }, browser] = await Promise.all([starting, startBrowser()])
  const guangzhou = await province.join('440100')
  await guangzhou.say(submission({ division: '440106' }))
  await guangzhou.say(submission({ division: '440306', title: '深圳地铁口积水' }))
})
afterAll(async () => {
  await browser.close()
  await province.stop()
  await provider.stop()
})

const chinese: Reader = { language: 'zh-CN', width: 1440 }

/** Opens the console and signs in at the provider, as a person does. */
async function signIn(who: string, { reader = chinese, path = '' }: { reader?: Reader; path?: string } = {}) {
  const watched = await openPage(browser, province.url, reader)
  const { page } = watched
  await page.goto(`${province.url}/console/${path}`)
  await picture(page, `sign-in-provider-${reader.language}-${reader.width}`)
  await page.getByRole('link', { name: reader.language === 'zh-CN' ? '使用统一身份认证登录' : 'Sign in with' }).click()
  await page.getByLabel('账号').fill(who)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL(`${province.url}/console/**`)
  return watched
}

/** What was asked of anybody but the hub and the provider, or logged as an error; the provider has no icon. */
const beyond = (misdeeds: string[]) =>
  misdeeds.filter((deed) => !deed.startsWith(`request: ${provider.issuer}`) && !deed.includes('404 (Not Found)'))

describe('signing in at the identity provider', () => {
  test('opens the console for the person, who sees their own divisions, and says who that is', async () => {
    const { page, misdeeds } = await signIn('li')
    await expect.poll(() => page.locator('[data-figure=recorded]').innerText(), eventually).toBe('1')
    const who = page.getByRole('button', { name: /李协调/ })
    await expect.poll(() => who.innerText(), eventually).toMatch(/李协调\s*协调员 · 广州市、佛山市/)
    await who.click()
    const details = page.locator('.who-details')
    await expect.poll(() => details.innerText(), eventually).toContain(`${provider.issuer}#li`)
    await picture(page, 'who-zh')
    expect(beyond(misdeeds)).toEqual([])
    await page.context().close()
  })

  test('comes back to the page that was asked for, and stays through a reload', async () => {
    const { page, misdeeds } = await signIn('zhao', { path: '#/cases?status=submitted&status=assigned' })
    await page.locator('.case-title a').first().waitFor()
    expect(page.url()).toBe(`${province.url}/console/#/cases?status=submitted&status=assigned`)
    await page.reload()
    await expect.poll(() => page.locator('.case-title a').count(), eventually).toBe(2)
    expect(await page.evaluate('document.cookie + JSON.stringify(sessionStorage)')).toBe('{}')
    expect(beyond(misdeeds)).toEqual([])
    await page.context().close()
  })

  test('fits a telephone, in English', async () => {
    const { page } = await signIn('zhao', { reader: { language: 'en-GB', width: 390 } })
    await page.locator('[data-figure=recorded]').waitFor()
    await page.getByRole('button', { name: /Zhao · Auditor, Administrator · The whole province/ }).click()
    await page.locator('.who-details').waitFor()
    await picture(page, 'who-en-390')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.context().close()
  })

  test('signs out here and at the provider, whose form is asked for again', async () => {
    const { page } = await signIn('li')
    await page.locator('[data-figure=recorded]').waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    // The provider asks whether it is meant.
    await page.waitForURL(`${provider.issuer}/session/end**`)
    await page.getByRole('button', { name: 'Yes, sign me out' }).click()
    await page.waitForURL(`${province.url}/console/**`)
    await page.getByRole('link', { name: '使用统一身份认证登录' }).click()
    await page.getByLabel('账号').waitFor()
    expect(page.url()).toContain(provider.issuer)
    await page.context().close()
  })

  test('of somebody without a role is refused in plain words, with the claim that an administrator looks at', async () => {
    const { page } = await signIn('chen')
    const alert = page.getByRole('alert')
    await expect.poll(() => alert.innerText(), eventually).toContain('没有本枢纽的角色')
    expect(await alert.innerText()).toContain('roles')
    await picture(page, 'sign-in-no-rights')
    await page.context().close()
  })

  test('is asked for again when the session is revoked', async () => {
    const { page } = await signIn('li')
    await page.locator('[data-figure=recorded]').waitFor()
    const { sessions } = await province.coordinator.ok<{ sessions: { sessionId: string; subject: string }[] }>(
      'GET',
      '/v1/sessions',
    )
    for (const { sessionId, subject } of sessions)
      if (subject.endsWith('#li')) await province.coordinator.ask('DELETE', `/v1/sessions/${sessionId}`)
    await page.locator('nav').getByText('案件').click()
    await expect.poll(() => page.getByRole('alert').innerText(), eventually).toContain('会话已结束')
    await page.context().close()
  })

  test('says so while the provider is away', async () => {
    const { page } = await openPage(browser, province.url, chinese)
    await page.goto(`${province.url}/console/#refused=provider-away`)
    await expect.poll(() => page.getByRole('alert').innerText(), eventually).toContain('暂无应答')
    expect(page.url()).not.toContain('refused')
    await page.context().close()
  })
})
