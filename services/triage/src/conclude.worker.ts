import { appendIn, headAt, readOnce, type LogHead, type LogOptions, type StoredEvent } from '@inquiry/case-log'
import { contextAt, loadCases, reloadChanged, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Calendar } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import type { CaseState, Command, Context } from '@inquiry/lifecycle'
import { listNodes } from '@inquiry/registry'
import { nodeDirectory, type NodeDirectory, type RouteTable } from '@inquiry/routing'
import type { CategorySuggestion } from '@inquiry/similarity'
import type { Step } from '@inquiry/work-loop'
import { v7 as uuidv7 } from 'uuid'
import { askCoordinators, forgetAsked, keepShared } from './match/candidates.query.ts'
import type { IndexedCase } from './match/case-index.query.ts'
import { createMatcher, type Found, type Matcher } from './match/find-likenesses.ts'
import { joinMatter, type Alike } from './match/join-matter.ts'
import { linkCommands } from './match/link-cases.ts'
import { membersOf, partedByHand, type Parted } from './match/matter-members.query.ts'
import { prepareCase } from './match/prepare-case.ts'
import { assignByTable } from './route/assign-by-table.ts'
import { routeTableAt } from './route/route-table.query.ts'
import { routingSuggestion, suggestionsFor } from './suggest/suggest-category.ts'
import { keepSuggestions } from './suggest/suggestions.query.ts'

/** The reader that concludes what the hub itself says of new cases. */
export const triageReader = 'triage'

/** Events that one step takes: enough to share a commit, few enough to hold the log’s head for some twenty milliseconds only. */
const batch = 50

export type TriageOptions = LogOptions & {
  db: Database
  /** The calendars by which due dates are reckoned; the shipped ones where it is not given. */
  calendars?: () => readonly Calendar[]
}

/** What triage thinks of a batch before it takes the head of the log. */
type Thoughts = Likenesses & {
  fresh: readonly string[]
  /** The new cases and those they may join, as they were when they were looked at. */
  files: Map<string, CaseFile>
  table: RouteTable
  directory: NodeDirectory
  /** Categories suggested for the new cases that have none. */
  suggested: Map<string, CategorySuggestion[]>
  /** What coordinators have parted of the new cases. */
  parted: Parted
}

type Likenesses = {
  /** For each new case what it was compared with, as far as that may decide which matter it joins. */
  compared: Map<string, Found[]>
  /** Cases of the matters that may be joined, by matter. */
  members: Map<string, string[]>
}

/**
 * One step of triage: match the new cases among the next events and route them. All thinking comes first, and all
 * conclusions are drawn on a draft of the log's end, with what a coordinator is asked about. The head is held only while
 * they are drawn again at their positions and appended, so that intake hardly waits; where a case has moved on meanwhile,
 * they may come out otherwise.
 */
export function triageStep({ db, calendars, ...log }: TriageOptions): Step {
  const matcher = createMatcher()
  return () =>
    readOnce(db, triageReader, batch, async (tx, events) => {
      const fresh = events.filter((event) => event.type === 'case.submitted')
      if (fresh.length === 0) return
      const thoughts = await think(tx, fresh, matcher, log.now())
      await keepSuggestions(tx, thoughts.suggested, log.now())
      await keepShared(tx, [...thoughts.compared.values()].flat())
      const concludeAll = (head: LogHead, desk: Map<string, CaseFile>, parted: Parted): Asked[] => {
        const context = contextAt(head, log.hubId, thoughts.directory.has, calendars?.())
        return thoughts.fresh.flatMap((caseId) => conclude(head, context, desk, caseId, { ...thoughts, parted }))
      }
      const draft = headAt(0, log.now(), log)
      await askCoordinators(tx, concludeAll(draft, new Map(thoughts.files), thoughts.parted), draft.now)
      await appendIn(tx, log, async (head) => {
        const desk = await reloadChanged(tx, thoughts.files)
        const before = new Map(desk)
        const hasMoved = [...desk].some(([caseId, file]) => file !== thoughts.files.get(caseId))
        const parted = hasMoved ? await partedByHand(tx, [...thoughts.compared.keys()]) : thoughts.parted
        const asked = concludeAll(head, desk, parted)
        await saveCases(
          tx,
          [...desk.values()].filter((file) => file !== before.get(file.state.caseId)),
        )
        if (!hasMoved) return
        await forgetAsked(tx, thoughts.fresh)
        await askCoordinators(tx, asked, head.now)
      })
    })
}

async function think(tx: Transaction, fresh: readonly StoredEvent[], matcher: Matcher, now: Date): Promise<Thoughts> {
  const caseIds = fresh.flatMap((event) => event.caseId ?? [])
  const files = await loadCases(tx, caseIds)
  const ready = fresh.flatMap((event) => indexed(event, files))
  const likenesses = await weigh(tx, ready, matcher, files)
  return {
    fresh: caseIds,
    files,
    ...likenesses,
    suggested: suggestAll(caseIds, files),
    parted: await partedByHand(tx, [...likenesses.compared.keys()]),
    table: await routeTableAt(tx, now),
    directory: nodeDirectory(await listNodes(tx)),
  }
}

function suggestAll(
  caseIds: readonly string[],
  files: ReadonlyMap<string, CaseFile>,
): Map<string, CategorySuggestion[]> {
  const states = caseIds.flatMap((caseId) => files.get(caseId)?.state ?? [])
  return new Map(states.map((state) => [state.caseId, suggestionsFor(state)]))
}

/** Compare the new cases with their candidates, and those that are alike to some with the rest of their matters. */
async function weigh(
  tx: Transaction,
  ready: readonly IndexedCase[],
  matcher: Matcher,
  files: Map<string, CaseFile>,
): Promise<Likenesses> {
  const compared = new Map(
    [...Map.groupBy(await matcher.compareNew(tx, ready), ({ caseId }) => caseId)].filter(([, found]) =>
      found.some(({ likeness }) => likeness.confidence !== 'unlikely'),
    ),
  )
  await loadInto(
    tx,
    files,
    [...compared.values()].flat().filter(({ likeness }) => likeness.confidence !== 'unlikely'),
  )
  const members = await membersOf(tx, mattersOf([...compared.values()].flat(), files))
  const asked = ready.flatMap((one) => {
    const found = compared.get(one.caseId)
    if (!found) return []
    const known = new Set([one.caseId, ...found.map(({ otherId }) => otherId)])
    const fellows = mattersOf(found, files).flatMap((matterId) => members.get(matterId) ?? [])
    const citizenCases = found[0]?.citizenCases ?? 0
    return [{ one, otherIds: fellows.filter((id) => !known.has(id)), citizenCases }]
  })
  const further = await matcher.compareWith(tx, asked)
  for (const one of further) compared.get(one.caseId)?.push(one)
  const fellows = new Set([...members.values()].flat())
  await loadInto(
    tx,
    files,
    [...compared.values()].flat().filter(({ otherId }) => fellows.has(otherId)),
  )
  return { compared, members }
}

async function loadInto(tx: Transaction, files: Map<string, CaseFile>, found: readonly Found[]): Promise<void> {
  const missing = new Set(found.map(({ otherId }) => otherId).filter((id) => !files.has(id)))
  for (const [id, file] of await loadCases(tx, [...missing])) files.set(id, file)
}

function mattersOf(found: readonly Found[], files: ReadonlyMap<string, CaseFile>): string[] {
  return [...new Set(found.flatMap(({ otherId }) => files.get(otherId)?.state.matterId ?? []))]
}

/** A pair that a coordinator is asked about. */
type Asked = Pick<Found, 'caseId' | 'otherId' | 'likeness'>

/** Link a new case to the matter it belongs to and give it to its node; answers the pairs that a coordinator is asked about. */
function conclude(
  head: LogHead,
  context: Context,
  desk: Map<string, CaseFile>,
  caseId: string,
  { compared, members, parted, table, directory, suggested }: Thoughts,
): Asked[] {
  const newer = desk.get(caseId)?.state
  const found = compared.get(caseId) ?? []
  const alike = found.flatMap(({ otherId, other: prepared, likeness }): Alike[] => {
    const other = desk.get(otherId)?.state
    return other ? [{ other, prepared, likeness }] : []
  })
  const prepared = found[0]?.prepared
  const joining = newer && prepared && joinMatter(newer, prepared, alike, (id) => members.get(id) ?? [], parted)
  if (newer && joining) join(head, context, desk, newer, joining.join)
  const file = desk.get(caseId)
  if (file?.state.status === 'submitted') {
    const suggestion = routingSuggestion(suggested.get(caseId) ?? [])
    apply(head, context, desk, file, assignByTable(file.state, table, directory, suggestion))
  }
  return (joining?.ask ?? []).map(({ other, likeness }) => ({ caseId, otherId: other.caseId, likeness }))
}

/** A case made ready for the index, at its place in the log; probes are like nothing. */
function indexed(event: StoredEvent, files: Map<string, CaseFile>): IndexedCase[] {
  const file = event.caseId === null ? undefined : files.get(event.caseId)
  if (!file || file.state.probe) return []
  return [{ caseId: file.state.caseId, position: event.position, prepared: prepareCase(file) }]
}

/** The new case and those it is linked to are told of each other. What the lifecycle refuses is left unlinked. */
function join(
  head: LogHead,
  context: Context,
  desk: Map<string, CaseFile>,
  newer: CaseState,
  alike: readonly Alike[],
): void {
  const [first] = alike
  if (!first) return
  const matterId = newer.matterId ?? first.other.matterId ?? uuidv7()
  for (const { caseId, command } of linkCommands(newer, alike, matterId)) {
    const file = desk.get(caseId)
    if (!file || !apply(head, context, desk, file, command)) return
  }
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
