import { isWithin, recordAccess, type Access, type AccessEnv } from '@inquiry/access'
import { logTime, readerPosition } from '@inquiry/case-log'
import { createRouter, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import type { Matter } from '@inquiry/schema'
import type { Context } from 'hono'
import { askedCommand, askingCoordinator } from '../decide/asked-command.ts'
import type { CoordinationOptions } from '../decide/decide-case.ts'
import { standingHotspots } from './hotspots.query.ts'
import { suggestionsOf } from './suggestions.query.ts'
import * as contract from './matters.contract.ts'
import { listMatters, openCandidates, readMatter } from './matters.query.ts'
import { decideMerge, decideSplit } from './merge-matter.ts'

export type MattersOptions = CoordinationOptions & { access: Access }

const pageSize = 20
/** The reader that counts for hot spots, by its name in the log's cursors. */
const heatReader = 'heat'

/** `GET /v1/matters`, what waits for a decision among them, the decisions to merge and to split (annex A26), and hot spots. */
export function mattersRoutes({ access, ...options }: MattersOptions) {
  const { db } = options
  const app = createRouter()
  app.on(
    'GET',
    [
      '/v1/matters',
      '/v1/matters/:matterId',
      '/v1/matter-candidates',
      '/v1/hotspots',
      '/v1/cases/:caseId/category-suggestions',
    ],
    access.coordinator(),
  )
  app.on(
    'POST',
    ['/v1/matters/:matterId/merge', '/v1/matters/:matterId/split'],
    access.decider('coordinator'),
    strictJsonBody(),
  )
  app.openapi(contract.mattersRoute, async (c) => {
    const { after, limit = pageSize } = c.req.valid('query')
    const { ids, next } = await listMatters(db, after, limit)
    const by = askingCoordinator(c)
    const matters = await Promise.all(ids.map((id) => readMatter(db, id, (division) => isWithin(by, division))))
    const shown = matters.filter((matter) => matter !== undefined)
    await given(c, casesOf(...shown))
    return c.json({ matters: shown, next }, 200)
  })
  app.openapi(contract.matterRoute, async (c) => {
    const by = askingCoordinator(c)
    const matter = await readMatter(db, c.req.valid('param').matterId, (division) => isWithin(by, division))
    if (!matter) return fail('not-found', '没有这个事项。', 'There is no such matter.')
    await given(c, casesOf(matter))
    return c.json(matter, 200)
  })
  app.openapi(contract.candidatesRoute, async (c) => {
    const { limit = pageSize } = c.req.valid('query')
    const candidates = await openCandidates(db, limit, askingCoordinator(c).divisions)
    await given(
      c,
      candidates.flatMap(({ caseId, otherId }) => [caseId, otherId]),
    )
    return c.json({ candidates }, 200)
  })
  app.openapi(contract.hotspotsRoute, async (c) => {
    const { limit = pageSize } = c.req.valid('query')
    const now = options.now()
    const position = await readerPosition(db, heatReader)
    const hotspots = await standingHotspots(db, { now, limit, within: askingCoordinator(c).divisions })
    await given(
      c,
      hotspots.flatMap(({ examples }) => examples),
    )
    return c.json({ hotspots, asOf: { position, time: logTime(now) } }, 200)
  })
  app.openapi(contract.categorySuggestionsRoute, async (c) => {
    const suggestions = await suggestionsOf(db, c.req.valid('param').caseId, askingCoordinator(c))
    if (!suggestions) return fail('not-found', '没有这个案件。', 'There is no such case.')
    await given(c, [c.req.valid('param').caseId])
    return c.json({ suggestions }, 200)
  })
  app.openapi(contract.mergeRoute, async (c) => {
    const { primary: primaryId, reason } = c.req.valid('json')
    const author = { by: 'coordinator', reason } as const
    const decision = { ...c.req.valid('param'), primaryId, by: askingCoordinator(c), author }
    return c.json((await decideMerge(options, await askedCommand(c), decision)) as contract.Merged, 201)
  })
  app.openapi(contract.splitRoute, async (c) => {
    const author = { by: 'coordinator', reason: c.req.valid('json').reason } as const
    const decision = { ...c.req.valid('param'), by: askingCoordinator(c), author }
    return c.json((await decideSplit(options, await askedCommand(c), decision)) as contract.Split, 201)
  })
  return app

  /** Titles and words of cases are shown: who saw them is recorded, as for a list. */
  function given(c: Context<AccessEnv>, caseIds: readonly string[]): Promise<void> {
    return recordAccess(
      db,
      c.get('identity'),
      { what: 'list', way: 'view', caseIds: [...new Set(caseIds)] },
      options.now(),
    )
  }
}

function casesOf(...matters: readonly Matter[]): string[] {
  return matters.flatMap(({ cases }) => cases.map(({ caseId }) => caseId))
}
