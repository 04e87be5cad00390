import { createRoute, z } from '@hono/zod-openapi'
import { getConnInfo } from '@hono/node-server/conninfo'
import { unavailableProvider, type Provider, type SessionBook } from '@inquiry/access'
import { createRouter, createTokenBuckets, problemAnswer } from '@inquiry/http'
import { fail, ProblemError } from '@inquiry/problems'
import type { Context } from 'hono'
import { randomBytes } from 'node:crypto'
import { returnAddress } from './return-address.ts'

/** Signing in at the province's identity provider, where there is one that knows this hub as its client. */
export type SignIn = { provider: Provider; book: SessionBook; publicOrigin: () => string; now: () => Date }

const tags = ['session 会话']
const callbackPath = '/v1/session/callback'
const redirects = { 303: { description: 'Go there' }, ...problemAnswer }
const startRoute = createRoute({
  method: 'get',
  path: '/v1/session/sign-in',
  tags,
  summary: '登录 go to the identity provider to sign in, for browsers',
  request: {
    query: z.strictObject({
      returnTo: z.string().max(2_000).optional().openapi({
        description: '登录后返回的协调台页面 the page of the console to come back to',
        example: '/console/#/cases',
      }),
    }),
  },
  responses: redirects,
})
const callbackRoute = createRoute({
  method: 'get',
  path: callbackPath,
  tags,
  summary: '登录返回 come back from the identity provider (OpenID Connect, authorization code with PKCE)',
  // A provider may send more than these, and what it sends is for the client library to judge.
  request: { query: z.looseObject({ code: z.string().optional(), state: z.string().optional() }) },
  responses: redirects,
})

/** An address may try so often a minute. */
const attemptsPerMinute = 100

/** `/v1/session/sign-in` and where it comes back to. A browser that is refused comes back to the console, which says why. */
export function signInRoutes(signIn: SignIn | undefined) {
  const app = createRouter()
  const attempts = createTokenBuckets(attemptsPerMinute / 60, attemptsPerMinute)
  const take = (c: Context): void => {
    c.header('cache-control', 'no-store')
    // The address that a browser comes back to holds the code.
    c.header('referrer-policy', 'no-referrer')
    const wait = attempts.take(getConnInfo(c).remote.address ?? '')
    if (wait > 0)
      fail(
        'too-many-requests',
        '登录尝试过于频繁，请稍后再试。',
        'There are too many attempts to sign in; try again later.',
        {
          retryAfter: wait,
          members: { reason: 'too-many' },
        },
      )
  }
  app.openapi(startRoute, (c) =>
    backToConsole(c, async () => {
      take(c)
      const { provider, book, publicOrigin, now } = offered(signIn)
      const returnTo = returnAddress(c.req.valid('query').returnTo ?? '/console/', publicOrigin())
      if (returnTo === undefined) wrongReturn()
      const random = (): string => randomBytes(32).toString('base64url')
      const attempt = { state: random(), nonce: random(), codeVerifier: random() }
      const url = await provider
        .signInUrl(attempt, `${publicOrigin()}${callbackPath}`)
        .catch((error: unknown) => unavailableProvider(provider.settings.issuer, error))
      book.keepAttempt(c, { ...attempt, returnTo, begunAt: now().getTime() })
      return c.redirect(url, 303)
    }),
  )
  app.openapi(callbackRoute, (c) =>
    backToConsole(c, async () => {
      take(c)
      const { provider, book, publicOrigin } = offered(signIn)
      const attempt = book.takeAttempt(c, c.req.valid('query').state) ?? notBegunHere()
      const { search } = new URL(c.req.url)
      const outcome = await provider
        .finish(new URL(`${publicOrigin()}${callbackPath}${search}`), attempt)
        .catch((error: unknown) => unavailableProvider(provider.settings.issuer, error))
      if (!outcome.ok) throw new ProblemError({ ...outcome.refusal, members: withReason(outcome.refusal.members) })
      if (!(await book.open(c, attempt, outcome.signedIn))) notBegunHere()
      return c.redirect(attempt.returnTo, 303)
    }),
  )
  return app
}

function offered(signIn: SignIn | undefined): SignIn {
  return (
    signIn ??
    fail('not-found', '本枢纽未设浏览器登录，请使用令牌。', 'This hub offers no sign-in by browser; use a token.')
  )
}

/** Whoever asks for a page is sent to the console with the reason; a program gets the problem itself. */
async function backToConsole(c: Context, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    const wantsPage = (c.req.header('accept') ?? '').includes('text/html')
    if (!wantsPage || !(error instanceof ProblemError)) throw error
    const { slug, members } = error.reason
    const reason = slug === 'unavailable' ? 'provider-away' : members?.['reason']
    if (typeof reason !== 'string') throw error
    return c.redirect(`/console/#refused=${reason}`, 303)
  }
}

function withReason(members: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...members, reason: 'claim' in members ? 'no-rights' : 'provider-refused' }
}

function notBegunHere(): never {
  return fail(
    'forbidden',
    '此次登录不是从本浏览器发起，或已超过十分钟，或已用过，请重新登录。',
    'This sign-in was not begun in this browser, is older than ten minutes, or was used before; sign in again.',
    { members: { reason: 'attempt-over' } },
  )
}

function wrongReturn(): never {
  return fail('invalid-parameter', 'returnTo 只能是本枢纽协调台的页面。', 'returnTo is a page of this hub’s console.', {
    errors: [{ pointer: '?returnTo', rule: 'pattern', message: '/console/…', example: '/console/#/cases' }],
  })
}
