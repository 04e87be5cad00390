import { eventsAt, logTime, recordedEvent } from '@inquiry/case-log'
import { loadCases, type CaseFile } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import { privateOf, type CaseState } from '@inquiry/lifecycle'
import type { Matter, MatterLink, RecordedEvent } from '@inquiry/schema'
import { patternsOf } from '@inquiry/access'
import { sql } from 'kysely'
import type { MatterCandidate } from './matters.contract.ts'

/** Cases and links of one matter that a list shows; `size` counts all. */
const casesShown = 100

/** Matters of two cases or more, the newest first, after the id where the page before ended. */
export async function listMatters(
  db: Database,
  after: string | undefined,
  limit: number,
): Promise<{ ids: string[]; next: string | null }> {
  const { rows } = await sql<{ matter_id: string }>`
    select matter_id from case_file
    where matter_id is not null and (${after ?? null}::text is null or matter_id < ${after ?? null})
    group by matter_id having count(*) > 1
    order by matter_id desc limit ${limit + 1}`.execute(db)
  const ids = rows.map((row) => row.matter_id)
  return { ids: ids.slice(0, limit), next: ids.length > limit ? (ids[limit - 1] ?? null) : null }
}

/** A matter as a coordinator sees it, or undefined where no case belongs to it. */
export async function readMatter(
  db: Database,
  matterId: string,
  isWithin: (division: string) => boolean,
): Promise<Matter | undefined> {
  const rows = await db
    .selectFrom('case_file')
    .select('case_id')
    .where('matter_id', '=', matterId)
    .orderBy('case_id')
    .execute()
  const files = await loadCases(
    db,
    rows.slice(0, casesShown).map((row) => row.case_id),
  )
  const seen = new Map([...files].filter(([, { state }]) => isWithin(state.division)))
  const states = rows.flatMap(({ case_id }) => seen.get(case_id)?.state ?? [])
  if (states.length === 0) return undefined
  return {
    matterId,
    size: rows.length,
    primary: states.find(({ merged }) => merged !== null)?.merged?.primary ?? null,
    cases: states.map(matterCase),
    links: await linksOf(db, matterId, seen),
  }
}

function matterCase(state: CaseState): Matter['cases'][number] {
  const { caseId, origin, handler, status, nature, title, division, submittedAt } = state
  return { caseId, origin, handler, status, nature, title, division, submittedAt }
}

/** The links between these cases that hold, each once, with what is known of them; one taken back is not among them. */
async function linksOf(db: Database, matterId: string, files: ReadonlyMap<string, CaseFile>): Promise<MatterLink[]> {
  const rows = await db
    .selectFrom('event')
    .select('position')
    .where('type', '=', 'case.linked')
    .where('case_id', '=', sql<string>`any(${[...files.keys()]}::uuid[])`)
    .execute()
  const events = await eventsAt(
    db,
    rows.map((row) => row.position),
  )
  const links = events.flatMap((event) => linksIn(recordedEvent(event), matterId))
  const holding = links.filter(({ from, to }) => files.has(to) && holds(files, from, to))
  const once = new Map(holding.map((link) => [[link.from, link.to].toSorted().join(' '), link]))
  const shown = await sharedOf(db, [...once.values()])
  return [...once.values()].map((link) => ({ ...link, evidence: { ...link.evidence, ...shown(link) } }))
}

function linksIn(event: RecordedEvent, matterId: string): MatterLink[] {
  if (event.type !== 'case.linked' || event.caseId === null || event.data.matterId !== matterId) return []
  const { caseId: from, position } = event
  const { kind, score, evidence, by } = event.data
  const model = typeof evidence['modelVersion'] === 'string' ? { model: evidence['modelVersion'] } : {}
  const others = privateOf(event).cases ?? []
  return others.map(({ caseId: to }) => ({ from, to, kind, score, evidence, ...model, by, position }))
}

function holds(files: ReadonlyMap<string, CaseFile>, from: string, to: string): boolean {
  return files.get(from)?.state.links.some(({ caseId }) => caseId === to) ?? false
}

async function sharedOf(db: Database, pairs: readonly { from: string; to: string }[]) {
  const ids = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))]
  const rows = await db
    .selectFrom('likeness_shown')
    .selectAll()
    .where('case_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  const known = new Map(rows.map((row) => [`${row.case_id} ${row.other_id}`, row.shared]))
  return ({ from, to }: { from: string; to: string }): { shared?: unknown } => {
    const shared = known.get(`${from} ${to}`) ?? known.get(`${to} ${from}`)
    return shared === undefined ? {} : { shared }
  }
}

/** Pairs that nobody has decided, the likeliest first: neither linked meanwhile nor ruled out. */
export async function openCandidates(
  db: Database,
  limit: number,
  within: readonly string[] | null,
): Promise<MatterCandidate[]> {
  const prefixes = patternsOf(within)
  const { rows } = await sql<{
    case_id: string
    other_id: string
    kind: MatterCandidate['kind']
    score: number
    evidence: Record<string, unknown>
    shared: Record<string, unknown> | null
    matter_id: string | null
    found_at: Date
  }>`
    select m.*, s.shared, two.matter_id from matter_candidate m
    join case_file one on one.case_id = m.case_id
    join case_file two on two.case_id = m.other_id
    left join likeness_shown s on s.case_id = m.case_id and s.other_id = m.other_id
    where one.matter_id is distinct from two.matter_id or one.matter_id is null
    ${prefixes === null ? sql`` : sql`and one.division like any(${prefixes}) and two.division like any(${prefixes})`}
    order by m.score desc, m.case_id desc limit ${limit}`.execute(db)
  return rows.map((row) => ({
    caseId: row.case_id,
    otherId: row.other_id,
    kind: row.kind,
    score: row.score,
    evidence: row.evidence,
    shared: row.shared,
    matterId: row.matter_id,
    foundAt: logTime(row.found_at),
  }))
}
