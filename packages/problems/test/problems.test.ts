import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { fail, preferredLanguage, problemHandler, problemNotFound } from '../src/index.ts'

const reported: unknown[] = []
const app = new Hono()
app.onError(problemHandler((error) => reported.push(error)))
app.notFound(problemNotFound)
app.get('/busy', () => fail('too-many-requests', '太快了', 'too fast', { retryAfter: 1.2 }))
app.get('/boom', () => {
  throw new Error('secret')
})
app.get('/away', () => {
  throw Object.assign(new Error('terminating connection'), { code: '57P01' })
})

describe('a problem', () => {
  test('is answered with its status, its title in the reader’s language and a whole Retry-After', async () => {
    const response = await app.request('/busy', { headers: { 'accept-language': 'en-GB,zh;q=0.5' } })
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(response.headers.get('content-language')).toBe('en')
    expect(await response.json()).toMatchObject({
      type: 'https://standard.invalid/problems/too-many-requests',
      title: 'There are too many requests',
      detail: 'too fast',
      instance: '/busy',
      errors: [],
    })
  })

  test('that nobody foresaw is reported and reveals nothing', async () => {
    const response = await app.request('/boom')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
    expect(reported).toHaveLength(1)
  })

  test('of a database that is away is 503 with Retry-After', async () => {
    const response = await app.request('/away')
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
  })

  test('of an unknown path is 404, in Chinese unless English is preferred', async () => {
    const response = await app.request('/none')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ title: '未找到' })
    expect(preferredLanguage('zh-CN,en;q=0.9')).toBe('zh')
    expect(preferredLanguage('fr')).toBe('zh')
  })
})
