import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, problemAnswer } from '@inquiry/http'
import { fail, preferredLanguage } from '@inquiry/problems'
import { LocalDate, Stats, statsGroups, statsMeasures, type StatsGroup, type StatsMeasure } from '@inquiry/schema'
import { askingCoordinator } from '../decide/asked-command.ts'
import { answerExport, writtenQuery } from '../export/answer-export.ts'
import { notesOf } from '../export/export-table.ts'
import { exportContent, formatAsked, FormatParameter } from '../export/format.ts'
import { labelsIn } from '../export/labels.ts'
import { definitions } from './definitions.ts'
import { readStats } from './stats.query.ts'
import { statsTable } from './stats-table.ts'

export type StatsOptions = { db: Database; access: Access; now: () => Date }

const groupsAtMost = 3
const repeatable = z.union([z.string(), z.array(z.string())]).optional()
const filters = Object.fromEntries(statsGroups.map((name) => [name, repeatable])) as Record<
  StatsGroup,
  typeof repeatable
>

const route = createRoute({
  method: 'get',
  path: '/v1/stats/cases',
  tags: ['stats 统计'],
  summary: '案件统计 counts and measures by up to three groups',
  request: {
    query: z.strictObject({
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      groupBy: repeatable.openapi({ example: 'city,status' }),
      measures: repeatable.openapi({ example: 'count,open' }),
      format: FormatParameter,
      ...filters,
    }),
  },
  responses: {
    200: {
      description: 'Rows, totals, up to which position, and how each measure is counted; or rows and totals as a file',
      content: { ...jsonAnswer(Stats, '').content, ...exportContent },
    },
    ...problemAnswer,
  },
})

/** `GET /v1/stats/cases` (§10, annex B21). */
export function statsRoutes({ db, access, now }: StatsOptions) {
  const app = createRouter()
  app.use('/v1/stats/*', access.coordinator())
  app.openapi(route, async (c) => {
    const { from, to, groupBy, measures, format: given, ...rest } = c.req.valid('query')
    const names = listed('groupBy', groupBy, statsGroups)
    if (names.length > groupsAtMost) tooMany()
    const asked = [...new Set<StatsMeasure>(['count', ...listed('measures', measures, statsMeasures)])]
    const chosen = Object.fromEntries(
      Object.entries(rest as Record<string, string | string[] | undefined>).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, [value].flat()]],
      ),
    )
    const identity = askingCoordinator(c)
    const { rows, totals, position } = await readStats(
      db,
      { from, to, groupBy: names, filters: chosen, measures: asked, within: identity.divisions },
      now(),
    )
    const format = formatAsked(given, c.req.header('accept'))
    if (format !== 'json') {
      const language = preferredLanguage(c.req.header('accept-language'))
      const query = writtenQuery(c.req.url)
      const notes = notesOf(language, { position, at: now(), by: identity.name ?? identity.subject, query })
      const labels = await labelsIn(db, language)
      const counted = { rows, totals, groups: names, measures: asked, position, labels, language, notes }
      const wanted = { db, identity, what: 'stats', format, query, now } as const
      return answerExport(c, statsTable(counted as never), wanted)
    }
    const asOf = { position, time: logTime(now()) }
    return c.json(
      { rows, totals, asOf, definitions: Object.fromEntries(asked.map((name) => [name, definitions[name]])) } as never,
      200,
    )
  })
  return app
}

/** Values given as a comma-separated list, or repeated. */
function listed<T extends string>(parameter: string, value: string | string[] | undefined, known: readonly T[]): T[] {
  const given = [value ?? []]
    .flat()
    .flatMap((part) => part.split(','))
    .filter((part) => part !== '')
  const unknown = given.find((name) => !(known as readonly string[]).includes(name))
  if (unknown !== undefined) {
    fail('invalid-parameter', `${parameter} 不认识 ${unknown}。`, `${parameter} does not know ${unknown}.`, {
      errors: [{ pointer: `?${parameter}`, rule: 'enum', message: known.join(', '), example: known[0] }],
    })
  }
  return [...new Set(given as T[])]
}

function tooMany(): never {
  return fail(
    'invalid-parameter',
    `groupBy 最多 ${groupsAtMost} 项。`,
    `groupBy takes at most ${groupsAtMost} groups.`,
    {
      errors: [{ pointer: '?groupBy', rule: 'maxItems', message: `≤ ${groupsAtMost}`, example: 'city,status' }],
    },
  )
}
