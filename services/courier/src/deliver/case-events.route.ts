import { createRoute, z } from '@hono/zod-openapi'
import { isWithin, readAs, recordAccess, type Access, type Identity } from '@inquiry/access'
import { eventsOfCase, type StoredEvent } from '@inquiry/case-log'
import { loadCases, type CaseFile } from '@inquiry/case-record'
import type { Database, Transaction } from '@inquiry/database'
import type { FindPrivateKey } from '@inquiry/envelope'
import { createRouter, jsonAnswer, PageQuery, problemAnswer } from '@inquiry/http'
import { rolesOf } from '@inquiry/lifecycle'
import { fail } from '@inquiry/problems'
import { findNode } from '@inquiry/registry'
import { CaseId, InboxPage, type Recipient } from '@inquiry/schema'
import { bearsReporter, inboxEvent } from './inbox-event.ts'

export type CaseEventsOptions = { db: Database; access: Access; now: () => Date; findPrivateKey: FindPrivateKey }

const route = createRoute({
  method: 'get',
  path: '/v1/cases/{caseId}/events',
  tags: ['cases 案件'],
  summary: '案件经过 the events of a case as they came to the asker’s inbox',
  request: {
    params: z.object({ caseId: z.string() }),
    query: PageQuery.pick({ after: true, limit: true }),
  },
  responses: { 200: jsonAnswer(InboxPage, 'Events after a position, in order'), ...problemAnswer },
})

/**
 * `GET /v1/cases/{caseId}/events` (annex A9): to a party the events that were addressed to it, to a coordinator all of
 * them. Whoever is no party, or no longer one, is answered as if there were no such case.
 */
export function caseEventsRoutes({ db, access, now, findPrivateKey }: CaseEventsOptions) {
  const app = createRouter()
  app.use('/v1/cases/:caseId/events', access.anyone())
  app.openapi(route, async (c) => {
    const { caseId } = c.req.valid('param')
    const { after = -1, limit = 100 } = c.req.valid('query')
    const identity = c.get('identity')
    const { file, history } = await readAs(db, identity, (rows) => caseAndEvents(rows, caseId))
    if (!file || !mayFollow(file, identity)) return fail('not-found', '没有这个案件。', 'There is no such case.')
    const addressed = history.flatMap((event) => {
      const recipient = recipientOf(event, identity)
      return recipient && event.position > after ? [{ event, recipient }] : []
    })
    const page = addressed.slice(0, limit)
    const encryptionKey = identity.kind === 'node' ? (await findNode(db, identity.nodeId))?.encryptionKey : undefined
    const sources = { file, findPrivateKey, encryptionKey }
    const events = await Promise.all(page.map(({ event, recipient }) => inboxEvent(event, recipient, sources)))
    const given = events.some(bearsReporter) ? 'reporter' : 'case'
    await recordAccess(db, identity, { what: given, way: 'events', caseIds: [caseId] }, now())
    const next = page.length < addressed.length ? page.at(-1)?.event.position : Math.max(after, file.state.position)
    return c.body(`{"events":[${events.join(',')}],"next":${next}}`, 200, {
      'content-type': 'application/json',
    }) as never
  })
  return app
}

async function caseAndEvents(rows: Database | Transaction, caseId: string) {
  if (!CaseId.safeParse(caseId).success) return { file: undefined, history: [] }
  return { file: (await loadCases(rows, [caseId])).get(caseId), history: await eventsOfCase(rows, caseId) }
}

function mayFollow({ state }: CaseFile, identity: Identity): boolean {
  if (identity.kind === 'node') return rolesOf(state, identity.nodeId).length > 0
  return isWithin(identity, state.division)
}

/** A coordinator sees every event, and the reason of every decision, as who handles the case does. */
function recipientOf(event: StoredEvent, identity: Identity): Recipient | undefined {
  if (identity.kind === 'coordinator') return { node: '', role: 'self' }
  return event.audience.find(({ node }) => node === identity.nodeId)
}
