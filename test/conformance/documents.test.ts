import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problems } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request } from '../province/answer.ts'
import { startProvince, type Province } from '../province/province.ts'

const root = join(import.meta.dirname, '../..')
let province: Province

beforeAll(async () => {
  province = await startProvince()
})
afterAll(() => province.stop())

const get = (path: string, headers: Record<string, string> = {}) => request(`${province.url}${path}`, { headers })

/** Every page that can be reached from `/docs`, with its HTML. */
async function crawl(): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  const waiting = ['/docs']
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path)) continue
    const answer = await get(path)
    expect([path, answer.status]).toEqual([path, 200])
    pages.set(path, answer.text)
    if (path === '/docs/schemas') continue
    for (const [, href = ''] of answer.text.matchAll(/ href="(\/[^"#]*)/g))
      if (href.startsWith('/docs') && !href.startsWith('/docs/assets')) waiting.push(href)
  }
  return pages
}

describe('the documents', () => {
  test('hang together: every link of every page leads somewhere on the hub, to a heading that is there', async () => {
    const pages = await crawl()
    expect(pages.size).toBeGreaterThan(100)
    const files = new Set<string>()
    for (const [page, html] of pages) {
      for (const [, href = ''] of html.matchAll(/ href="([^"]*)"/g)) {
        const [path = '', heading] = href.split('#')
        if (path.startsWith('/schemas/')) files.add(path)
        const target = path === '' ? html : pages.get(path)
        if (heading === undefined || target === undefined) continue
        expect(`${page} → ${href} ${target.includes(`id="${decodeURIComponent(heading)}"`)}`).toBe(
          `${page} → ${href} true`,
        )
      }
    }
    expect(files.size).toBeGreaterThan(400)
    for (const path of ['/schemas/1.0/messages/case.submitted.json', [...files].at(-1) ?? ''])
      expect((await get(path)).status).toBe(200)
  }, 60_000)

  test('take nothing from another host, and run no script of a page', async () => {
    const answer = await get('/docs/standard/standard.zh')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    for (const [, html] of await crawl()) {
      expect(html.match(/<(script|link|img)[^>]* (src|href)="(https?:)?\/\//)).toBeNull()
      expect(html.match(/<script(?![^>]* src=)|<style| style=| on[a-z]+="/)).toBeNull()
    }
  }, 60_000)

  test('hold a page for every problem, to which the problem itself leads', async () => {
    for (const slug of Object.keys(problems))
      expect([slug, (await get(`/docs/problems/${slug}`)).status]).toEqual([slug, 200])
    const refused = await get('/v1/inbox')
    expect(refused.headers.get('link')).toBe('</docs/problems/unauthenticated>; rel="help"')
  })

  test('are in two languages', async () => {
    expect((await get('/docs/standard/standard.en')).text).toContain('<html lang="en">')
    expect((await get('/docs/standard/standard.zh')).text).toContain('<html lang="zh-CN">')
    expect((await get('/docs')).text).toMatch(/网络问政数据交换标准.*Inquiry Exchange Standard/s)
  })

  test('do not reach outside their folders', async () => {
    for (const path of [
      '/docs/..%2F..%2Fpackage',
      '/docs/adr/0001-services-follow-the-road',
      '/schemas/..%2Fpackage.json',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404])
  })
})

describe('the documents for machines', () => {
  test('are the files of the repository', async () => {
    const answer = await get('/asyncapi.json')
    expect([answer.status, answer.text]).toEqual([200, readFileSync(join(root, 'schemas/asyncapi.json'), 'utf8')])
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect((await get('/openapi.json')).status).toBe(200)
  })
})
