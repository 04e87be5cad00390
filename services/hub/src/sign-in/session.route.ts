import { createRoute, z } from '@hono/zod-openapi'
import { endSession, openSessions, type Access, type CoordinatorIdentity } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, problemAnswer } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { CurrentSession, Instant, SignedOut, type SignedInPerson } from '@inquiry/schema'
import type { SignIn } from './sign-in.route.ts'

export type SessionOptions = { db: Database; access: Access; signIn: SignIn | undefined; now: () => Date }

const tags = ['session 会话']
const Sessions = z
  .object({
    sessions: z.array(
      z.object({
        sessionId: z.uuid(),
        subject: z.string(),
        name: z.string().nullable(),
        roles: z.array(z.enum(['coordinator', 'auditor', 'admin'])),
        divisions: z.array(z.string()).nullable(),
        begunAt: Instant,
        seenAt: Instant,
        expiresAt: Instant,
      }),
    ),
  })
  .openapi('Sessions')
const currentRoute = createRoute({
  method: 'get',
  path: '/v1/session',
  tags,
  summary: '当前会话 who is signed in, if anybody',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(CurrentSession, 'The coordinator who asks, or null'), ...problemAnswer },
})
const signOutRoute = createRoute({
  method: 'delete',
  path: '/v1/session',
  tags,
  summary: '退出 end the session of this browser',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(SignedOut, 'It has ended'), ...problemAnswer },
})
const listRoute = createRoute({
  method: 'get',
  path: '/v1/sessions',
  tags,
  summary: '会话列表 sessions that go on, the newest first',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Sessions, 'The sessions, a thousand at most'), ...problemAnswer },
})
const revokeRoute = createRoute({
  method: 'delete',
  path: '/v1/sessions/{sessionId}',
  tags,
  summary: '撤销会话 end somebody’s session; their next request is 401',
  request: { params: z.object({ sessionId: z.uuid() }), query: NoQuery },
  responses: { 204: { description: 'It has ended' }, ...problemAnswer },
})

/** `/v1/session`: who is signed in, and signing out; `/v1/sessions`: everybody's, for administrators. */
export function sessionRoutes({ db, access, signIn, now }: SessionOptions) {
  const app = createRouter()
  app.on('DELETE', '/v1/session', access.coordinator())
  app.use('/v1/sessions', access.wholeHub('admin'))
  app.use('/v1/sessions/*', access.wholeHub('admin'))
  app.openapi(currentRoute, async (c) => {
    c.header('cache-control', 'no-store')
    const person = await access.person(c)
    return c.json({ person: person ? shown(person) : null }, 200)
  })
  app.openapi(signOutRoute, async (c) => {
    const identity = c.get('identity')
    if (!signIn || identity.kind === 'node') return c.json({ signOutUrl: null }, 200)
    const idToken = await signIn.book.close(c, identity)
    // The session has ended here; a provider that does not answer keeps its own.
    const url =
      idToken && (await signIn.provider.signOutUrl(idToken, `${signIn.publicOrigin()}/console/`).catch(() => undefined))
    return c.json({ signOutUrl: url || null }, 200)
  })
  app.openapi(listRoute, async (c) => {
    const sessions = await openSessions(db, now())
    return c.json(
      {
        sessions: sessions.map(({ id, begunAt, seenAt, expiresAt, ...session }) => ({
          ...session,
          sessionId: id,
          begunAt: logTime(begunAt),
          seenAt: logTime(seenAt),
          expiresAt: logTime(expiresAt),
        })),
      },
      200,
    )
  })
  app.openapi(revokeRoute, async (c) => {
    const identity = c.get('identity')
    const by = identity.kind === 'node' ? identity.nodeId : identity.subject
    const ended = await endSession(db, c.req.valid('param').sessionId, by, now())
    if (ended === undefined) fail('not-found', '没有这个正在进行的会话。', 'There is no such session that goes on.')
    return c.body(null, 204)
  })
  return app
}

function shown({ subject, name, roles, divisions, session }: CoordinatorIdentity): SignedInPerson {
  return {
    subject,
    name: name ?? null,
    roles: [...roles],
    divisions: divisions && [...divisions],
    expiresAt: session ? logTime(session.expiresAt) : null,
  }
}
