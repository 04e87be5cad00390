import { createRoute, z } from '@hono/zod-openapi'
import { isWithin, readAs, recordAccess, type Access, type Identity } from '@inquiry/access'
import { eventsOfCase, logTime, recordedEvent } from '@inquiry/case-log'
import { loadCaseByQueryCode, loadCases, type CaseFile } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import { importEncryptionKey, openReporter, parseQueryCode, sealReporter, type FindPrivateKey } from '@inquiry/envelope'
import { createRouter, createTokenBuckets, jsonAnswer, NoQuery, problemAnswer } from '@inquiry/http'
import { caseView, mayOpenReporter, publicCase, type Viewer } from '@inquiry/lifecycle'
import { fail, preferredLanguage } from '@inquiry/problems'
import { findNode } from '@inquiry/registry'
import { CaseId, CaseView, PublicCase } from '@inquiry/schema'
import { getConnInfo } from '@hono/node-server/conninfo'
import { matterSize } from './matter-size.query.ts'

export type CasesOptions = { db: Database; access: Access; now: () => Date; findPrivateKey: FindPrivateKey }

/** Wrong query codes a minute from one address (annex B28). */
const wrongCodesPerMinute = 30

const tags = ['cases 案件']
const caseRoute = createRoute({
  method: 'get',
  path: '/v1/cases/{caseId}',
  tags,
  summary: '案件 the case as the asker may see it',
  request: { params: z.object({ caseId: z.string() }), query: NoQuery },
  responses: { 200: jsonAnswer(CaseView, 'The case'), ...problemAnswer },
})
const publicRoute = createRoute({
  method: 'get',
  path: '/v1/public/cases/{queryCode}',
  tags,
  summary: '公众查询 the citizen’s timeline by query code, without personal data',
  request: { params: z.object({ queryCode: z.string() }), query: NoQuery },
  responses: { 200: jsonAnswer(PublicCase, 'The timeline'), ...problemAnswer },
})

/** `GET /v1/cases/{caseId}` for who is a party to it, `GET /v1/public/cases/{queryCode}` for the citizen (§7, annex A9, B28). */
export function casesRoutes({ db, access, now, findPrivateKey }: CasesOptions) {
  const app = createRouter()
  const wrongCodes = createTokenBuckets(wrongCodesPerMinute / 60, wrongCodesPerMinute)
  app.use('/v1/cases/:caseId', access.anyone())
  app.openapi(caseRoute, async (c) => {
    const { caseId } = c.req.valid('param')
    const identity = c.get('identity')
    const file = CaseId.safeParse(caseId).success
      ? await readAs(db, identity, async (rows) => (await loadCases(rows, [caseId])).get(caseId))
      : undefined
    const view = file && (await viewFor(file, identity))
    if (!view) return fail('not-found', '没有这个案件。', 'There is no such case.')
    const what = view.reporter?.sealed === undefined ? 'case' : 'reporter'
    await recordAccess(db, identity, { what, way: 'view', caseIds: [caseId] }, now())
    return c.json(view, 200)
  })
  app.openapi(publicRoute, async (c) => {
    const queryCode = parseQueryCode(c.req.valid('param').queryCode)
    const file = queryCode === undefined ? undefined : await loadCaseByQueryCode(db, queryCode)
    if (!file) {
      const wait = wrongCodes.take(getConnInfo(c).remote.address ?? '')
      if (wait > 0)
        fail(
          'too-many-requests',
          '查询码错误次数过多，请稍后再试。',
          'There were too many wrong codes; try again later.',
          { retryAfter: Math.min(60, wait) },
        )
      return fail('not-found', '没有这个查询码，请核对后再试。', 'There is no such query code; check it and try again.')
    }
    const events = (await eventsOfCase(db, file.state.caseId)).map(recordedEvent)
    const timeline = publicCase(events, preferredLanguage(c.req.header('accept-language')))
    return timeline ? c.json(timeline, 200) : fail('not-found', '没有这个案件。', 'There is no such case.')
  })
  return app

  async function viewFor(file: CaseFile, identity: Identity): Promise<CaseView | undefined> {
    if (identity.kind === 'coordinator' && !isWithin(identity, file.state.division)) return undefined
    const viewer: Viewer = identity.kind === 'node' ? { node: identity.nodeId } : 'coordinator'
    const size = file.state.matterId === null ? {} : { matterSize: await matterSize(db, file.state.matterId) }
    const view = caseView(file.state, viewer, { now: logTime(now()), ...size })
    if (!view || viewer === 'coordinator') return view
    const code = viewer.node === file.state.origin ? { queryCode: file.queryCode } : {}
    const reporter =
      view.reporter && file.sealed && mayOpenReporter(file.state, viewer.node)
        ? { reporter: { ...view.reporter, ...(await sealedFor(viewer.node, file.sealed)) } }
        : {}
    return { ...view, ...code, ...reporter }
  }

  /** The reporter's data sealed anew to the node's own key, if it gave one. */
  async function sealedFor(node: string, sealed: string): Promise<{ sealed?: string }> {
    const key = importEncryptionKey((await findNode(db, node))?.encryptionKey)
    const reporter = key && (await openReporter(sealed, findPrivateKey))
    return reporter ? { sealed: await sealReporter(reporter, key) } : {}
  }
}
