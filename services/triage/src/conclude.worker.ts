import { appendIn, readOnce, type LogHead, type LogOptions, type StoredEvent } from '@inquiry/case-log'
import { contextAt, loadCases, reloadChanged, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Calendar } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import type { Context } from '@inquiry/lifecycle'
import { listNodes } from '@inquiry/registry'
import { nodeDirectory, type NodeDirectory, type RouteTable } from '@inquiry/routing'
import { prepare } from '@inquiry/similarity'
import type { Step } from '@inquiry/work-loop'
import { v7 as uuidv7 } from 'uuid'
import type { IndexedCase } from './match/case-index.query.ts'
import { createMatcher, type Found } from './match/find-likenesses.ts'
import { linkPair } from './match/link-cases.ts'
import { assignByTable } from './route/assign-by-table.ts'
import { routeTableAt } from './route/route-table.query.ts'

/** The reader that concludes what the hub itself says of new cases. */
export const triageReader = 'triage'

/** Events that one step takes: enough to share a commit, few enough to leave the log's head to others. */
const batch = 100

export type TriageOptions = LogOptions & {
  db: Database
  /** The calendars by which due dates are reckoned; the shipped ones where it is not given. */
  calendars?: () => readonly Calendar[]
}

/** What triage thinks of a batch before it takes the head of the log. */
type Thoughts = {
  fresh: readonly string[]
  /** The new cases and those they are like, as they were when they were looked at. */
  files: Map<string, CaseFile>
  found: Map<string, Found>
  table: RouteTable
  directory: NodeDirectory
}

/**
 * One step of triage: match the new cases among the next events and route them. All thinking comes first; the head of
 * the log is held only while the conclusions are appended, so that intake hardly waits.
 */
export function triageStep({ db, calendars, ...log }: TriageOptions): Step {
  const findLikenesses = createMatcher()
  return () =>
    readOnce(db, triageReader, batch, async (tx, events) => {
      const fresh = events.filter((event) => event.type === 'case.submitted')
      if (fresh.length === 0) return
      const thoughts = await think(tx, fresh, findLikenesses, log.now())
      await appendIn(tx, log, async (head) => {
        const context = contextAt(head, log.hubId, thoughts.directory.has, calendars?.())
        const desk = await reloadChanged(tx, thoughts.files)
        const before = new Map(desk)
        for (const caseId of thoughts.fresh) conclude(head, context, desk, caseId, thoughts)
        await saveCases(
          tx,
          [...desk.values()].filter((file) => file !== before.get(file.state.caseId)),
        )
      })
    })
}

async function think(
  tx: Transaction,
  fresh: readonly StoredEvent[],
  findLikenesses: ReturnType<typeof createMatcher>,
  now: Date,
): Promise<Thoughts> {
  const caseIds = fresh.flatMap((event) => event.caseId ?? [])
  const files = await loadCases(tx, caseIds)
  const found = strongest(
    await findLikenesses(
      tx,
      fresh.flatMap((event) => indexed(event, files)),
    ),
  )
  const others = [...found.values()].map(({ otherId }) => otherId).filter((id) => !files.has(id))
  for (const [id, file] of await loadCases(tx, others)) files.set(id, file)
  return {
    fresh: caseIds,
    files,
    found,
    table: await routeTableAt(tx, now),
    directory: nodeDirectory(await listNodes(tx)),
  }
}

/** Link a new case to the one it is most like, then give it to the node it belongs to. */
function conclude(
  head: LogHead,
  context: Context,
  desk: Map<string, CaseFile>,
  caseId: string,
  { found, table, directory }: Thoughts,
): void {
  const likeness = found.get(caseId)
  if (likeness) link(head, context, desk, likeness)
  const file = desk.get(caseId)
  if (file?.state.status === 'submitted') apply(head, context, desk, file, assignByTable(file.state, table, directory))
}

/** A case made ready for the index, at its place in the log. */
function indexed(event: StoredEvent, files: Map<string, CaseFile>): IndexedCase[] {
  const file = event.caseId === null ? undefined : files.get(event.caseId)
  if (!file) return []
  const { state, citizen } = file
  const prepared = prepare({
    title: state.title,
    content: state.content,
    division: state.division,
    submittedAt: state.submittedAt,
    node: state.origin,
    channel: state.channel,
    ...(state.place?.address === undefined ? {} : { address: state.place.address }),
    ...(citizen === null ? {} : { reporterKey: citizen }),
  })
  return [{ caseId: state.caseId, position: event.position, prepared }]
}

/** Of everything alike, the most alike: it carries the new case into its matter. */
function strongest(found: readonly Found[]): Map<string, Found> {
  const best = new Map<string, Found>()
  for (const candidate of found) {
    const { likeness, caseId } = candidate
    if (likeness.confidence !== 'sure') continue
    if (likeness.score > (best.get(caseId)?.likeness.score ?? 0)) best.set(caseId, candidate)
  }
  return best
}

function link(head: LogHead, context: Context, desk: Map<string, CaseFile>, found: Found): void {
  const newer = desk.get(found.caseId)
  const older = desk.get(found.otherId)
  if (!newer || !older) return
  const pair = linkPair(newer.state, older.state, found, older.state.matterId ?? uuidv7())
  if (!pair || !apply(head, context, desk, newer, pair.newer)) return
  apply(head, context, desk, older, pair.older)
}

/** Apply a conclusion; where the case has moved on meanwhile, the conclusion is dropped. */
function apply(
  head: LogHead,
  context: Context,
  desk: Map<string, CaseFile>,
  file: CaseFile,
  command: Parameters<typeof settle>[2],
): boolean {
  const settled = settle(head, file.state, command, context)
  if (settled.ok) desk.set(file.state.caseId, { ...file, state: settled.state })
  return settled.ok
}
