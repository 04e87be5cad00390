import { createRoute, z } from '@hono/zod-openapi'
import { recordAccess, type Access } from '@inquiry/access'
import { logSize, logTime, readerPosition } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, problemAnswer, wholeNumber } from '@inquiry/http'
import { fail, preferredLanguage } from '@inquiry/problems'
import {
  attentionReasons,
  CaseId,
  Cases,
  channelCodes,
  LocalDate,
  natureCodes,
  NodeId,
  statusCodes,
  urgencyCodes,
  type CaseSummary,
} from '@inquiry/schema'
import { setTimeout as sleep } from 'node:timers/promises'
import { askingCoordinator } from '../decide/asked-command.ts'
import { answerExport, writtenQuery } from '../export/answer-export.ts'
import { exportContent, formatAsked, FormatParameter } from '../export/format.ts'
import { lastSecondBefore, type CasesFilter } from './cases-filter.query.ts'
import { casesTable, mustFitSheet } from './export-cases.ts'
import { findCases, type SummaryFound } from './find-cases.query.ts'
import { summaryReader } from './summarise.worker.ts'

export type CasesListOptions = { db: Database; access: Access; now: () => Date }

/** How long a list waits for the cases that were recorded before it was asked for, in milliseconds. */
const patienceMs = 1_000

function repeatable<T extends z.ZodType<string>>(value: T) {
  return z.union([value, z.array(value)]).optional()
}
const flag = z.enum(['true', 'false']).optional()
const prefix = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$/)

const CasesQuery = z.strictObject({
  q: z.string().min(1).max(200).optional().openapi({
    description: '标题或正文中的词，以空格分隔 words of title or content, each of two characters or more',
    example: '夜间施工 噪声',
  }),
  status: repeatable(z.enum(statusCodes)),
  node: repeatable(NodeId),
  origin: repeatable(NodeId),
  handler: repeatable(NodeId),
  division: repeatable(z.string().regex(/^\d{1,6}$/)),
  city: repeatable(z.string().regex(/^\d{4}00$/)),
  category: repeatable(prefix),
  nature: repeatable(z.enum(natureCodes)),
  channel: repeatable(z.enum(channelCodes)),
  urgency: repeatable(z.enum(urgencyCodes)),
  attention: repeatable(z.enum(attentionReasons)),
  overdue: flag,
  open: flag,
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  after: z.string().optional(),
  limit: wholeNumber({ min: 1, max: 200 }).optional(),
  format: FormatParameter,
})

const route = createRoute({
  method: 'get',
  path: '/v1/cases',
  tags: ['cases 案件'],
  summary: '案件列表 cases by filters and full text, the newest first',
  request: { query: CasesQuery },
  responses: {
    200: {
      description: 'A page of cases, or all of them as a file',
      content: { ...jsonAnswer(Cases, '').content, ...exportContent },
    },
    ...problemAnswer,
  },
})

/** `GET /v1/cases` for coordinators and auditors (§10). Nodes never get here, so a report is not found by its subject. */
export function casesListRoutes({ db, access, now }: CasesListOptions) {
  const app = createRouter()
  app.use('/v1/cases', access.coordinator())
  app.openapi(route, async (c) => {
    const query = c.req.valid('query')
    const words = wordsOf(query.q)
    const after = cursorOf(query.after, words)
    const format = formatAsked(query.format, c.req.header('accept'))
    const position = (await logSize(db)) - 1
    await summariesReach(db, position)
    const identity = askingCoordinator(c)
    const filter = filterOf(query, identity.divisions)
    if (format !== 'json') {
      withoutPage(query)
      const reached = Math.min(position, await readerPosition(db, summaryReader))
      const written = writtenQuery(c.req.url)
      const language = preferredLanguage(c.req.header('accept-language'))
      const wanted = { db, identity, asked: { filter, words }, position: reached, query: written, language, now }
      await mustFitSheet(format, wanted)
      const asked = { db, identity, what: 'list', format, query: written, now } as const
      return answerExport(c, await casesTable(wanted), asked)
    }
    const { rows, next } = await findCases(db, { filter, words, after, limit: query.limit ?? 50, now: now() })
    const caseIds = rows.map((row) => row.case_id)
    await recordAccess(db, identity, { what: 'list', way: 'search', caseIds }, now())
    return c.json({ cases: rows.map((row) => caseSummary(row, now())), next }, 200)
  })
  return app
}

/** An export gives everything, so no page of it is asked for. */
function withoutPage({ after, limit }: { after?: string | undefined; limit?: number | undefined }): void {
  const given = [...(after === undefined ? [] : ['?after']), ...(limit === undefined ? [] : ['?limit'])]
  if (given.length === 0) return
  fail(
    'invalid-parameter',
    '导出包含全部符合条件的案件，不接受 after 和 limit。',
    'An export gives every case that fits; it takes neither after nor limit.',
    { errors: given.map((pointer) => ({ pointer, rule: 'unknown-member', message: 'format=json' })) },
  )
}

function filterOf(query: z.infer<typeof CasesQuery>, within: readonly string[] | null): CasesFilter {
  const { node, origin, overdue, open, from, to } = query
  const { status, handler, division, city, category, nature, channel, urgency, attention } = query
  const lists = {
    status,
    handler,
    division,
    city,
    category,
    nature,
    channel,
    urgency,
    attention,
    origin: node ?? origin,
  }
  return {
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat()]])),
    ),
    ...(overdue === undefined ? {} : { overdue: overdue === 'true' }),
    ...(open === undefined ? {} : { open: open === 'true' }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    within,
  }
}

/** A single character is in nearly every text; it is not searched for. */
function wordsOf(q: string | undefined): string[] {
  const words = (q ?? '').split(/\s+/u).filter((word) => word !== '')
  if (q !== undefined && (words.length === 0 || words.some((word) => word.length < 2))) {
    fail('invalid-parameter', 'q 的每个词至少两个字。', 'Each word of q has at least two characters.', {
      errors: [{ pointer: '?q', rule: 'minLength', message: '≥ 2', example: '夜间施工' }],
    })
  }
  return words
}

function cursorOf(after: string | undefined, words: readonly string[]): string | undefined {
  const isRight = after === undefined || (words.length > 0 ? /^\d{1,15}$/.test(after) : CaseId.safeParse(after).success)
  if (!isRight) {
    fail('invalid-parameter', 'after 应为上一页的 next。', 'after must be the next of the page before.', {
      errors: [{ pointer: '?after', rule: 'pattern', message: 'next' }],
    })
  }
  return after
}

/** Wait a moment until the list holds what was recorded before it was asked for. */
async function summariesReach(db: Database, position: number): Promise<void> {
  const deadline = performance.now() + patienceMs
  while ((await readerPosition(db, summaryReader)) < position && performance.now() < deadline) await sleep(15)
}

function caseSummary(row: SummaryFound, now: Date): CaseSummary {
  return {
    caseId: row.case_id,
    origin: row.origin,
    handler: row.handler,
    status: row.status as CaseSummary['status'],
    paused: row.paused,
    overdue: row.next_due_at !== null && row.next_due_at <= lastSecondBefore(now),
    nature: row.nature as CaseSummary['nature'],
    title: row.title,
    ...(row.category ? { category: row.category as NonNullable<CaseSummary['category']> } : {}),
    division: row.division,
    channel: row.channel as CaseSummary['channel'],
    urgency: row.urgency as CaseSummary['urgency'],
    submittedAt: logTime(row.submitted_at),
    receivedAt: logTime(row.received_at),
    nextDueAt: row.next_due_at === null ? null : logTime(row.next_due_at),
    attention: row.attention as CaseSummary['attention'],
    position: row.position,
  }
}
