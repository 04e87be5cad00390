import { appendIn, readOnce, type LogHead, type LogOptions, type StoredEvent } from '@inquiry/case-log'
import { contextAt, loadCases, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Calendar } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import type { Command, Context } from '@inquiry/lifecycle'
import { listNodes } from '@inquiry/registry'
import { nodeDirectory } from '@inquiry/routing'
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
const batch = 200

export type TriageOptions = LogOptions & { db: Database; calendars?: () => readonly Calendar[] }

/** One step of triage: match the new cases among the next events, then route them, all in one transaction. */
export function triageStep({ db, calendars, ...log }: TriageOptions): Step {
  const findLikenesses = createMatcher()
  return () =>
    readOnce(db, triageReader, batch, async (tx, events) => {
      const fresh = events.filter((event) => event.type === 'case.submitted')
      if (fresh.length === 0) return
      const files = await loadCases(
        tx,
        fresh.flatMap((event) => event.caseId ?? []),
      )
      const found = strongest(
        await findLikenesses(
          tx,
          fresh.flatMap((event) => indexed(event, files)),
        ),
      )
      await loadOthers(tx, files, found)
      const directory = nodeDirectory(await listNodes(tx))
      await appendIn(tx, log, async (head) => {
        const context = contextAt(head, log.hubId, directory.has, calendars?.())
        const desk = new Map(await loadCases(tx, [...files.keys()]))
        const table = await routeTableAt(tx, head.now)
        for (const { caseId } of fresh) {
          const file = caseId === null ? undefined : desk.get(caseId)
          if (!file) continue
          const likeness = found.get(file.state.caseId)
          if (likeness) link(head, context, desk, likeness)
          const current = desk.get(file.state.caseId) ?? file
          if (current.state.status === 'submitted')
            apply(head, context, desk, current, assignByTable(current.state, table, directory))
        }
        await saveCases(tx, changed(desk, files))
      })
    })
}

/** A report is compared with others of the same subject only, which the link itself enforces; probes are not indexed. */
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

async function loadOthers(tx: Transaction, files: Map<string, CaseFile>, found: Map<string, Found>): Promise<void> {
  const missing = [...found.values()].map(({ otherId }) => otherId).filter((id) => !files.has(id))
  for (const [id, file] of await loadCases(tx, missing)) files.set(id, file)
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
  command: Command,
): boolean {
  const settled = settle(head, file.state, command, context)
  if (settled.ok) desk.set(file.state.caseId, { ...file, state: settled.state })
  return settled.ok
}

function changed(desk: Map<string, CaseFile>, before: Map<string, CaseFile>): CaseFile[] {
  return [...desk.values()].filter(({ state }) => state.position !== before.get(state.caseId)?.state.position)
}
