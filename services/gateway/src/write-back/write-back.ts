import type { ExchangeNode } from '@inquiry/client'
import type { InboxEvent } from '@inquiry/schema'
import type { Config } from '../config.ts'
import type { Ledger, OwnCase } from '../ledger/ledger.query.ts'
import { nameOf, type FilesTarget, type PostTarget, type SqlTarget, type WriteBack } from '../settings/write-back.ts'
import type { TableName } from './day-files.ts'
import { writeTable } from './day-tables.ts'
import { eventRow, type Beside } from './event-row.ts'
import { postEvent } from './local-post.client.ts'
import { openStatements } from './sql.query.ts'

type Writing = {
  config: Config
  ledger: Ledger
  node: Pick<ExchangeNode, 'openReporter' | 'case'>
  signal: AbortSignal
}

/** What was written where, and why not all. */
export type Written = { target: string; events: number; files: string[]; trouble?: string }

const page = 500

/**
 * Write to a target every event after its place, in order, and move its place after each: an event comes once more where
 * a crash came between, and never out of order.
 */
export async function writeTo(target: WriteBack, writing: Writing): Promise<Written> {
  const written: Written = { target: nameOf(target), events: 0, files: [] }
  try {
    if (target.kind === 'files') return await writeTables(target, written, writing)
    const trouble = await writeEach(target, written, writing)
    return trouble === undefined ? written : { ...written, trouble }
  } catch (error) {
    return { ...written, trouble: error instanceof Error ? error.message : String(error) }
  }
}

async function writeTables(target: FilesTarget, written: Written, writing: Writing): Promise<Written> {
  const { ledger, config } = writing
  const place = Number(ledger.fact(written.target) ?? -1)
  // Only who handles a case needs its reporter: opening what is sealed is most of the work of a table.
  const rowOf = async (event: InboxEvent, table: TableName) =>
    eventRow(event, await besideOf(event, writing, table === 'toHandle'))
  const days = ledger.daysAfter(place)
  const files: string[] = []
  for (const { day } of days)
    for (const table of ['toHandle', 'results'] as const)
      files.push(...(await writeTable({ target, language: config.language, ledger, rowOf }, day, table)))
  const last = Math.max(place, ...days.map((one) => one.last))
  if (last > place) ledger.setFact(written.target, String(last))
  return { ...written, events: days.reduce((n, { count }) => n + count, 0), files }
}

/** One event after the other; gives why the next could not be written. */
async function writeEach(
  target: PostTarget | SqlTarget,
  written: Written,
  writing: Writing,
): Promise<string | undefined> {
  const { ledger, signal } = writing
  const nextPage = () => ledger.eventsAfter(Number(ledger.fact(written.target) ?? -1), page)
  if (nextPage().length === 0) return undefined
  await using writer = await writerTo(target, writing)
  for (let events = nextPage(); events.length > 0; events = nextPage())
    for (const event of events) {
      if (signal.aborted) return undefined
      const trouble = await writer.write(event, await besideOf(event, writing))
      if (trouble !== undefined) return trouble
      ledger.setFact(written.target, String(event.position))
      written.events++
    }
  return undefined
}

type Writer = { write: (event: InboxEvent, beside: Beside) => Promise<string | undefined> } & AsyncDisposable

async function writerTo(target: PostTarget | SqlTarget, { signal }: Writing): Promise<Writer> {
  if (target.kind === 'post') {
    return {
      write: (event, { own, reporter }) =>
        postEvent(target.url, { ...event, own: own ?? null, ...(reporter ? { reporter } : {}) }, event.id, signal),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }
  }
  const statements = await openStatements(target.connection, target.statement)
  return {
    write: async (event, beside) => {
      const type = event.type.replace(/^inquiry\.|\.v1$/g, '')
      await statements.run({ ...eventRow(event, beside), type, body: JSON.stringify(event) })
      return undefined
    },
    [Symbol.asyncDispose]: () => statements.close(),
  }
}

async function besideOf(event: InboxEvent, { ledger, node }: Writing, isOpened = true): Promise<Beside> {
  const sealed = isOpened ? event.private.case?.reporter.sealed : undefined
  return {
    own: ledger.ownCase(event.subject) ?? (await askOwn(event, ledger, node)),
    reporter: sealed === undefined ? undefined : await node.openReporter(sealed),
  }
}

/** The hub knows the number under which this node filed a case, also where the ledger was lost. */
async function askOwn(event: InboxEvent, ledger: Ledger, node: Writing['node']): Promise<OwnCase | undefined> {
  if (event.private.role !== 'origin') return undefined
  const view = await node.case(event.subject)
  const sourceId = view.ok ? view.value.sourceId : undefined
  if (!view.ok || sourceId === undefined) return undefined
  const own = { sourceId, queryCode: view.value.queryCode ?? null }
  ledger.keepOwnCase(event.subject, own)
  return own
}
