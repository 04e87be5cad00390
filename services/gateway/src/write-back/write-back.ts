import type { ExchangeNode } from '@inquiry/client'
import type { InboxEvent } from '@inquiry/schema'
import type { Config } from '../config.ts'
import type { Ledger, OwnCase } from '../ledger/ledger.query.ts'
import type { FilesTarget, PostTarget, SqlTarget, WriteBack } from '../settings/write-back.ts'
import { writeDay } from './day-files.ts'
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
  const { ledger, signal } = writing
  const name = nameOf(target)
  const written: Written = { target: name, events: 0, files: [] }
  for (;;) {
    const events = ledger.eventsAfter(Number(ledger.fact(name) ?? -1), page)
    if (events.length === 0 || signal.aborted) return written
    const trouble = await writeEvents(target, events, name, written, writing)
    if (trouble !== undefined) return { ...written, trouble }
  }
}

/** Under which name a target's place is kept. */
export function nameOf(target: WriteBack): string {
  if (target.kind === 'post') return `post ${target.url}`
  if (target.kind === 'files') return `files ${target.folder}`
  return `sql ${target.statement.trim().split(/\s+/).slice(0, 3).join(' ')}`
}

/** Write a page of events; gives why not all of it could be. The place moves with each event, or with a whole file. */
async function writeEvents(
  target: WriteBack,
  events: readonly InboxEvent[],
  name: string,
  written: Written,
  writing: Writing,
): Promise<string | undefined> {
  const done = (event: InboxEvent | undefined): void => {
    if (event) writing.ledger.setFact(name, String(event.position))
  }
  try {
    if (target.kind === 'files') {
      const days = [...new Set(events.map(({ time }) => time.slice(0, 10)))]
      for (const day of days) written.files.push(...(await writeFiles(target, day, writing)))
      done(events.at(-1))
      written.events += events.length
      return undefined
    }
    await using writer = await writerTo(target, writing)
    for (const event of events) {
      const trouble = await writer.write(event, await besideOf(event, writing))
      if (trouble !== undefined) return trouble
      done(event)
      written.events++
    }
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
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

async function writeFiles(target: FilesTarget, day: string, writing: Writing): Promise<string[]> {
  const rows = []
  for (const event of writing.ledger.eventsOfDay(day))
    rows.push({ event, row: eventRow(event, await besideOf(event, writing)) })
  return writeDay(target, writing.config.language, day, rows)
}

async function besideOf(event: InboxEvent, { ledger, node }: Writing): Promise<Beside> {
  const sealed = event.private.case?.reporter.sealed
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
