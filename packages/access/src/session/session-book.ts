import { createHmac, randomBytes } from 'node:crypto'
import type { Database } from '@inquiry/database'
import { unwrapKey, wrapKey } from '@inquiry/envelope'
import { fail } from '@inquiry/problems'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CoordinatorIdentity } from '../identity.ts'
import type { Attempt, SignedIn } from '../oidc/provider.client.ts'
import { endSession, openSession, sessionOf } from './sessions.query.ts'

export type SessionBookOptions = {
  db: Database
  /** A key of 32 bytes for sessions alone. */
  key: Uint8Array
  /** The origin that browsers know the hub by, such as `https://hub.example`. */
  publicOrigin: () => string
  now: () => Date
}

/** An attempt to sign in, as the browser keeps it meanwhile. */
export type BrowserAttempt = Attempt & { returnTo: string; begunAt: number }

const attemptSeconds = 600
const cookieNames = { session: 'inquiry-session', attempt: 'inquiry-sign-in' } as const

/** Sessions of browsers: what their cookies hold, and what the database knows of it, where every hub can see it. */
export interface SessionBook {
  /** Whose session the request's cookie names, if it goes on. A request from another site is refused. */
  identify(c: Context): Promise<CoordinatorIdentity | undefined>
  /** Leave an attempt with the browser, sealed. */
  keepAttempt(c: Context, attempt: BrowserAttempt): void
  /** Take back the attempt of this browser that the `state` names; undefined where there is none or it is too old. */
  takeAttempt(c: Context, state: string | undefined): BrowserAttempt | undefined
  /** Open a session for an attempt, under a new secret, and end the one that the browser had. False where the attempt was used before. */
  open(c: Context, attempt: Attempt, signedIn: SignedIn): Promise<boolean>
  /** End the request's session; answers the ID token it came from. */
  close(c: Context, identity: CoordinatorIdentity): Promise<string | undefined>
}

/**
 * A session is a random secret of 256 bits in an HttpOnly cookie that other sites do not send. The database knows its
 * digest alone, so that whoever reads the database holds no session.
 */
export function createSessionBook({ db, key, publicOrigin, now }: SessionBookOptions): SessionBook {
  const digest = (purpose: string, value: string): Buffer =>
    createHmac('sha256', key).update(`${purpose}\n${value}`).digest()
  const secure = (): boolean => publicOrigin().startsWith('https:')
  // The browser itself holds whoever names a cookie __Host- to Secure, Path=/ and no Domain (RFC 6265bis §4.1.3.2).
  const nameOf = (cookie: keyof typeof cookieNames): string => `${secure() ? '__Host-' : ''}${cookieNames[cookie]}`
  const set = (
    c: Context,
    cookie: keyof typeof cookieNames,
    value: string,
    sameSite: 'Strict' | 'Lax',
    maxAge: number,
  ) => setCookie(c, nameOf(cookie), value, { path: '/', httpOnly: true, secure: secure(), sameSite, maxAge })
  const forget = (c: Context, cookie: keyof typeof cookieNames) =>
    deleteCookie(c, nameOf(cookie), { path: '/', httpOnly: true, secure: secure() })
  const named = (c: Context): Promise<CoordinatorIdentity | undefined> => {
    const secret = getCookie(c, nameOf('session'))
    return secret === undefined ? Promise.resolve(undefined) : sessionOf(db, digest('session', secret), now())
  }

  return {
    identify(c) {
      if (getCookie(c, nameOf('session')) === undefined) return Promise.resolve(undefined)
      mustBeOwnPage(c, publicOrigin())
      return named(c)
    },
    keepAttempt(c, attempt) {
      const sealed = wrapKey(Buffer.from(JSON.stringify(attempt)), 'sign-in attempt', key)
      // The browser comes back from the provider's site, so this cookie must come along on that one way.
      set(c, 'attempt', sealed.toString('base64url'), 'Lax', attemptSeconds)
    },
    takeAttempt(c, state) {
      const sealed = getCookie(c, nameOf('attempt'))
      forget(c, 'attempt')
      const opened = sealed && unwrapKey(Buffer.from(sealed, 'base64url'), 'sign-in attempt', key)
      if (!opened) return undefined
      const attempt = JSON.parse(opened.toString()) as BrowserAttempt
      const isYoung = now().getTime() - attempt.begunAt < attemptSeconds * 1000
      return attempt.state === state && isYoung ? attempt : undefined
    },
    async open(c, attempt, { identity, idToken }) {
      const former = await named(c)
      if (former?.session) await endSession(db, former.session.id, 'signed in again', now())
      const secret = randomBytes(32).toString('base64url')
      const session = {
        secretDigest: digest('session', secret),
        stateDigest: digest('state', attempt.state),
        identity,
        wrappedIdToken: (id: string) => wrapKey(Buffer.from(idToken), `id token ${id}`, key),
      }
      const expiresAt = await openSession(db, session, now())
      if (!expiresAt) return false
      set(c, 'session', secret, 'Strict', Math.floor((expiresAt.getTime() - now().getTime()) / 1000))
      return true
    },
    async close(c, { session, subject }) {
      forget(c, 'session')
      if (!session) return undefined
      const wrapped = await endSession(db, session.id, subject, now())
      return wrapped && unwrapKey(wrapped, `id token ${session.id}`, key)?.toString()
    },
  }
}

/**
 * A cookie is sent by whichever page asks, so the page must be the hub's own: what changes something names its Origin, and
 * a browser that tells where a request comes from says so of every other one (Fetch Metadata).
 */
function mustBeOwnPage(c: Context, origin: string): void {
  const site = c.req.header('sec-fetch-site')
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  const given = c.req.header('origin')
  const isOwn = reads ? given === undefined || given === origin : given === origin
  if (isOwn && (site === undefined || site === 'same-origin' || (reads && site === 'none'))) return
  fail(
    'forbidden',
    `以会话登录的请求只能来自本枢纽的页面（Origin 应为 ${origin}）；程序请使用 Authorization: Bearer。`,
    `Requests with a session come from the hub’s own pages alone (Origin ${origin}); programs send Authorization: Bearer.`,
  )
}
