import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSessionBook } from '@inquiry/access'
import { readConfig, startHub, type RunningHub } from '@inquiry/hub'
import type { CurrentSession } from '@inquiry/schema'
import { createRouter } from '@inquiry/http'
import { problemHandler } from '@inquiry/problems'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Province } from '../province/province.ts'
import { startKnownProvince } from './known-province.ts'
import type { IdentityProvider } from './provider.ts'
import { Visitor } from './visitor.ts'

const people = {
  li: { name: '李协调', roles: ['coordinator'] },
  wang: { name: '王审计', roles: ['auditor'], divisions: ['440100'] },
  zhao: { name: '赵管理', roles: ['admin', 'coordinator'] },
  chen: { name: '陈无权' },
}

let provider: IdentityProvider
let province: Province
let origin: string
let second: RunningHub
let folder: string

beforeAll(async () => {
  const known = await startKnownProvince(people, ['admin', 'coordinator'])
  ;({ provider, province } = known)
  origin = province.url
  const guangzhou = await province.join('440100')
  await guangzhou.say(submission({ division: '440106' }))
  await guangzhou.say(submission({ division: '440604' }))
  // The same hub once more, as it stands behind one address with the first.
  folder = mkdtempSync(join(tmpdir(), 'inquiry-second-'))
  const { databaseUrl, secrets } = province.hub
  second = await startHub(
    readConfig(
      {},
      {
        ...known.environment,
        PORT: '0',
        PATH: '',
        HUB_DATA: folder,
        HUB_LOG_LEVEL: 'error',
        DATABASE_URL: databaseUrl,
        HUB_MASTER_KEY: secrets.masterKey.toString('hex'),
        HUB_PUBLIC_URL: origin,
      },
    ),
  )
})
afterAll(async () => {
  await second.stop()
  await province.stop()
  await provider.stop()
  rmSync(folder, { recursive: true, force: true })
})

const start = (returnTo?: string) =>
  `${origin}/v1/session/sign-in${returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`}`
const page = 'text/html'

/** Somebody who has signed in at the provider and come back. */
async function signedIn(who: keyof typeof people): Promise<Visitor> {
  const visitor = new Visitor()
  const form = await visitor.follow(start(), { accept: page })
  await visitor.follow(`${form.url}?who=${who}`, { until: `${origin}/console/`, accept: page })
  return visitor
}
/** The address that a provider sends a browser back to, not yet asked for. */
async function callbackOf(visitor: Visitor, who: keyof typeof people): Promise<string> {
  const form = await visitor.follow(start(), { accept: page })
  return (await visitor.follow(`${form.url}?who=${who}`, { until: `${origin}/v1/session/callback` })).url
}
const personOf = async (visitor: Visitor, at = origin) =>
  ((await (await visitor.once(`${at}/v1/session`)).json()) as CurrentSession).person
const cookieOf = (visitor: Visitor) => visitor.cookies.get(new URL(origin).host)?.get('inquiry-session')

/** Ask the hub as a page of it would. */
const asPage = (visitor: Visitor, method: string, path: string, headers: Record<string, string> = {}, at = origin) =>
  visitor.once(`${at}${path}`, { method, headers: { origin, 'accept-language': 'en', ...headers } })

describe('signing in by a browser', () => {
  test('opens a session under the person’s name, roles and divisions', async () => {
    const visitor = await signedIn('wang')
    const subject = `${provider.issuer}#wang`
    const person = { subject, name: '王审计', roles: ['auditor'], divisions: ['440100'] }
    expect(await personOf(visitor)).toEqual({ ...person, expiresAt: expect.stringMatching(/^\d{4}-.*\+08:00$/) })
    const { cases } = (await (await visitor.once(`${origin}/v1/cases`)).json()) as { cases: { division: string }[] }
    expect(cases.map(({ division }) => division)).toEqual(['440106'])
  })

  test('leaves cookies that scripts and other sites do not get', async () => {
    const visitor = await signedIn('li')
    const of = (name: string) =>
      visitor.setCookies.filter((text) => text.startsWith(`${name}=`))[0]?.toLowerCase() ?? ''
    expect(of('inquiry-session')).toMatch(/httponly.*samesite=strict/)
    expect(of('inquiry-sign-in')).toMatch(/httponly.*samesite=lax/)
    for (const text of visitor.setCookies) expect(text).not.toMatch(/domain=/i)
  })

  test('holds at every hub over the same database', async () => {
    const visitor = await signedIn('li')
    const there = new Visitor()
    there.cookies.set(new URL(second.url).host, new Map([['inquiry-session', String(cookieOf(visitor))]]))
    expect((await personOf(there, second.url))?.name).toBe('李协调')
    expect((await asPage(there, 'DELETE', '/v1/session', {}, second.url)).status).toBe(200)
    expect(await personOf(visitor)).toBe(null)
  })

  test('may begin at one hub and end at another', async () => {
    const visitor = new Visitor()
    const callback = new URL(await callbackOf(visitor, 'li'))
    const there = new Visitor()
    const attempt = visitor.cookies.get(new URL(origin).host)?.get('inquiry-sign-in')
    there.cookies.set(new URL(second.url).host, new Map([['inquiry-sign-in', String(attempt)]]))
    const answer = await there.once(`${second.url}${callback.pathname}${callback.search}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console/'])
  })

  test('gives a new secret each time and ends the session of before', async () => {
    const visitor = await signedIn('li')
    const before = String(cookieOf(visitor))
    const form = await visitor.follow(start(), { until: `${origin}/console/`, accept: page })
    expect(form.url).toBe(`${origin}/console/`)
    expect(cookieOf(visitor)).not.toBe(before)
    const former = new Visitor()
    former.cookies.set(new URL(origin).host, new Map([['inquiry-session', before]]))
    expect(await personOf(former)).toBe(null)
  })

  test('takes no session that somebody else put there', async () => {
    const visitor = new Visitor()
    visitor.cookies.set(new URL(origin).host, new Map([['inquiry-session', 'planted']]))
    const form = await visitor.follow(start(), { accept: page })
    await visitor.follow(`${form.url}?who=li`, { until: `${origin}/console/`, accept: page })
    expect(cookieOf(visitor)).not.toBe('planted')
    expect((await personOf(visitor))?.name).toBe('李协调')
  })

  test('returns to the page that was asked for', async () => {
    const visitor = new Visitor()
    const form = await visitor.follow(start('/console/#/cases?status=replied'), { accept: page })
    const { url } = await visitor.follow(`${form.url}?who=li`, { until: `${origin}/console/`, accept: page })
    expect(url).toBe(`${origin}/console/#/cases?status=replied`)
  })

  test('stands in the record of who was given personal data', async () => {
    const visitor = await signedIn('zhao')
    await visitor.once(`${origin}/v1/cases`)
    const { records } = (await (await visitor.once(`${origin}/v1/access-records?limit=1000`)).json()) as {
      records: { asker: string }[]
    }
    expect(records.at(-1)?.asker).toBe(`coordinator:${provider.issuer}#zhao`)
  })
})

describe('signing in that does not succeed', () => {
  test('for want of a role tells which claim names none', async () => {
    const program = new Visitor()
    const refused = await program.once(await callbackOf(program, 'chen'), { headers: { 'accept-language': 'en' } })
    const problem = (await refused.json()) as Record<string, unknown>
    expect([refused.status, problem['claim'], problem['reason']]).toEqual([403, 'roles', 'no-rights'])
    expect(problem['detail']).toContain('ask its administrator')
    const visitor = new Visitor()
    const form = await visitor.follow(start(), { accept: page })
    const { url } = await visitor.follow(`${form.url}?who=chen`, { until: `${origin}/console/`, accept: page })
    expect(url).toBe(`${origin}/console/#refused=no-rights`)
    expect(cookieOf(visitor)).toBeUndefined()
  })

  test.each([
    ['in another browser', async (callback: string) => new Visitor().once(callback)],
    [
      'with another state',
      async (callback: string, visitor: Visitor) => visitor.once(callback.replace(/state=[^&]+/, 'state=other')),
    ],
    [
      'with another browser’s attempt',
      async (callback: string) => {
        const other = new Visitor()
        await other.follow(start(), { until: provider.issuer })
        return other.once(callback)
      },
    ],
    [
      'a second time, cookie and all',
      async (callback: string, visitor: Visitor) => {
        const attempt = String(visitor.cookies.get(new URL(origin).host)?.get('inquiry-sign-in'))
        expect((await visitor.once(callback)).status).toBe(303)
        const thief = new Visitor()
        thief.cookies.set(new URL(origin).host, new Map([['inquiry-sign-in', attempt]]))
        return thief.once(callback)
      },
    ],
    [
      'with a code of the thief’s own',
      async (callback: string, visitor: Visitor) => visitor.once(callback.replace(/code=[^&]+/, 'code=of-a-thief')),
    ],
    [
      'from another issuer (RFC 9207)',
      async (callback: string, visitor: Visitor) =>
        visitor.once(callback.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fother.example')),
    ],
  ])('when it is finished %s opens nothing', async (_, finish) => {
    const visitor = new Visitor()
    const answer = await finish(await callbackOf(visitor, 'li'), visitor)
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie().filter((text) => text.startsWith('inquiry-session='))).toEqual([])
  })

  test.each([
    'https://evil.example/console/',
    '//evil.example/console/',
    '/\\evil.example/console/',
    '/console/../v1/nodes',
    'javascript:alert(1)//console/',
    '/consoles/',
    'console/',
    '/\t/evil.example/console/',
  ])('sends nobody to %j', async (returnTo) => {
    const answer = await new Visitor().once(start(returnTo))
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([400, []])
  })
})

describe('a session', () => {
  test.each<[string, Record<string, string>, number]>([
    ['its own Origin', {}, 200],
    ['its own Origin, as a browser tells', { 'sec-fetch-site': 'same-origin' }, 200],
    ['a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['the Origin null', { origin: 'null' }, 403],
    ['no Origin', { origin: '' }, 403],
    ['its own name on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['its own Origin from another site, as a browser tells', { 'sec-fetch-site': 'cross-site' }, 403],
    ['its own Origin from a sister, as a browser tells', { 'sec-fetch-site': 'same-site' }, 403],
  ])('changes something with %s: %o → %i', async (_, headers, status) => {
    const visitor = await signedIn('li')
    expect((await asPage(visitor, 'DELETE', '/v1/session', headers)).status).toBe(status)
    expect((await personOf(visitor)) === null).toBe(status === 200)
  })

  test('is not read by a page of another site, nor by what it embeds', async () => {
    const visitor = await signedIn('li')
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect((await visitor.once(`${origin}/v1/cases`, { headers })).status).toBe(403)
  })

  test('that an administrator revokes is over at the next request', async () => {
    const [visitor, administrator] = [await signedIn('wang'), await signedIn('zhao')]
    const listed = (await (await administrator.once(`${origin}/v1/sessions`)).json()) as {
      sessions: { sessionId: string; subject: string }[]
    }
    const [own] = listed.sessions.filter(({ subject }) => subject.endsWith('#wang'))
    expect((await visitor.once(`${origin}/v1/sessions`)).status).toBe(403)
    expect((await asPage(administrator, 'DELETE', `/v1/sessions/${own?.sessionId}`)).status).toBe(204)
    expect((await asPage(administrator, 'DELETE', `/v1/sessions/${own?.sessionId}`)).status).toBe(404)
    expect((await visitor.once(`${origin}/v1/cases`)).status).toBe(401)
  })

  test('ends at the provider too, where the person signs out', async () => {
    const visitor = await signedIn('li')
    const { signOutUrl } = (await (await asPage(visitor, 'DELETE', '/v1/session')).json()) as { signOutUrl: string }
    expect(signOutUrl).toContain(`${provider.issuer}/session/end?`)
    const confirm = await visitor.follow(signOutUrl, { accept: page })
    expect(confirm.status).toBe(200)
    expect((await visitor.once(`${origin}/v1/cases`)).status).toBe(401)
  })

  test('is nothing that the database could give away', async () => {
    const visitor = await signedIn('li')
    const rows = await province.db.selectFrom('coordinator_session').selectAll().execute()
    const stored = JSON.stringify(rows) + rows.map((row) => Object.values(row).map(String).join()).join()
    expect(stored).not.toContain(String(cookieOf(visitor)))
    expect(stored).not.toContain('eyJ')
  })

  test('goes on while the provider is away', async () => {
    const visitor = await signedIn('li')
    await provider.stop()
    try {
      expect((await visitor.once(`${origin}/v1/cases`)).status).toBe(200)
    } finally {
      await provider.start()
    }
  })
})

describe('a session’s time', () => {
  const identity = { kind: 'coordinator', subject: 'i#li', roles: ['coordinator'], divisions: null } as const
  const minutes = (count: number) => count * 60_000

  /** A door that opens a session and tells whose it is, whose clock is turned by hand. */
  function door() {
    let at = Date.now()
    const key = new Uint8Array(32).fill(7)
    const book = createSessionBook({
      db: province.db,
      key,
      publicOrigin: () => 'https://hub.example',
      now: () => new Date(at),
    })
    const app = createRouter()
    app.onError(problemHandler(() => {}))
    app.get('/open', async (c) => {
      const attempt = { state: String(at), nonce: '', codeVerifier: '' }
      await book.open(c, attempt, { identity, idToken: 'x' })
      return c.text('')
    })
    app.get('/begin', (c) => {
      book.keepAttempt(c, { state: 's', nonce: '', codeVerifier: '', returnTo: '/console/', begunAt: at })
      return c.text('')
    })
    app.get('/back', (c) => c.text(book.takeAttempt(c, 's')?.returnTo ?? ''))
    app.get('/who', async (c) => c.text((await book.identify(c))?.subject ?? ''))
    return { app, later: (ms: number) => (at += ms) }
  }

  test('is an hour without a request, ten hours at most, and Secure under a public address', async () => {
    const { app, later } = door()
    const [cookie = ''] = (await app.request('/open')).headers.getSetCookie()
    expect(cookie).toMatch(
      /^__Host-inquiry-session=[\w-]{43}; Max-Age=36000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    const who = async () => (await app.request('/who', { headers: { cookie: cookie.split(';')[0] ?? '' } })).text()
    for (let hour = 0; hour < 10; hour += 1) {
      later(minutes(59.9))
      expect(await who()).toBe('i#li')
    }
    later(minutes(2))
    expect(await who()).toBe('')
    const other = door()
    const [idle = ''] = (await other.app.request('/open')).headers.getSetCookie()
    other.later(minutes(61))
    expect(await (await other.app.request('/who', { headers: { cookie: idle.split(';')[0] ?? '' } })).text()).toBe('')
  })

  test('begins within ten minutes of the attempt to sign in', async () => {
    const { app, later } = door()
    const [attempt = ''] = (await app.request('/begin')).headers.getSetCookie()
    const back = async () => (await app.request('/back', { headers: { cookie: attempt.split(';')[0] ?? '' } })).text()
    later(minutes(9.9))
    expect(await back()).toBe('/console/')
    later(minutes(0.2))
    expect(await back()).toBe('')
  })
})

describe('a provider that says roles at userinfo alone', () => {
  test('is asked there', async () => {
    const { provider: other, province: hub } = await startKnownProvince(people, ['admin'], { rolesInIdToken: false })
    const visitor = new Visitor()
    const form = await visitor.follow(`${hub.url}/v1/session/sign-in`, { accept: page })
    await visitor.follow(`${form.url}?who=li`, { until: `${hub.url}/console/`, accept: page })
    expect((await personOf(visitor, hub.url))?.roles).toEqual(['coordinator'])
    await hub.stop()
    await other.stop()
  })
})
