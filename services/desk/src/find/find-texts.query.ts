import type { Transaction } from '@inquiry/database'
import { sql, type RawBuilder } from 'kysely'
import { bucketOf, findPair, pairsOf, searchable } from './character-pairs.ts'
import { summaryColumns, type CasesAsked, type SummaryFound } from './find-cases.query.ts'
import { textsOf } from './gather-texts.worker.ts'

/** How many segments are looked at together: few at first, since words that many cases have are found at once, then ever more. */
const firstSegments = 8
const mostSegments = 128
/** Of the texts that are in no segment yet so many are looked at together. */
const waitingTogether = 1_000

/** A text that may contain the words: the place of the event that set it, and the case. */
type Candidate = { position: number; caseId: string }

/**
 * Cases whose title or content contains all the words and that fulfil the condition, the newest text first. The index
 * names candidates, the text decides; a text that was amended since is found under the amendment only.
 */
export async function findTexts(
  tx: Transaction,
  { words, after, limit }: CasesAsked,
  condition: RawBuilder<boolean>,
): Promise<SummaryFound[]> {
  const parts = words.map(searchable)
  const before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after)
  const found: SummaryFound[] = []
  for await (const candidates of candidatesOf(tx, parts, before)) {
    const rows = await fulfilling(tx, candidates, condition)
    const texts = await textsOf(
      tx,
      rows.map((row) => row.case_id),
    )
    found.push(...rows.filter((row) => containsAll(texts.get(row.case_id) ?? '', parts)))
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}

function containsAll(text: string, parts: readonly string[]): boolean {
  const folded = searchable(text)
  return parts.every((part) => folded.includes(part))
}

/** Candidates before a place, the newest first: those that wait for the index, then segment by segment. */
async function* candidatesOf(tx: Transaction, parts: readonly string[], before: number): AsyncGenerator<Candidate[]> {
  yield* waitingTexts(tx, before)
  const pairs = [...new Set(parts.flatMap((part) => [...pairsOf(part)]))]
  let below = Number.MAX_SAFE_INTEGER
  for (let count = firstSegments; ; count = Math.min(2 * count, mostSegments)) {
    const segments = await segmentsBelow(tx, below, before, count)
    if (segments.length === 0) return
    yield (await segmentCandidates(tx, segments, pairs)).filter(({ position }) => position < before)
    below = segments.at(-1) ?? -1
  }
}

/** Texts that wait for the index, a few at a time: many wait where the index gives way to intake. */
async function* waitingTexts(tx: Transaction, before: number): AsyncGenerator<Candidate[]> {
  for (let below = before; ;) {
    const rows = await tx
      .selectFrom('text_entry')
      .selectAll()
      .where('position', '<', below)
      .orderBy('position', 'desc')
      .limit(waitingTogether)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    yield rows.map((row) => ({ position: row.position, caseId: row.case_id }))
    below = last.position
  }
}

/** The last positions of the next older segments that begin before the place. */
async function segmentsBelow(tx: Transaction, below: number, before: number, count: number): Promise<number[]> {
  const { rows } = await sql<{ last_position: number }>`
    select last_position from text_segment
    where last_position < ${below} and positions[1] < ${before} order by last_position desc limit ${count}`.execute(tx)
  return rows.map((row) => row.last_position)
}

async function segmentCandidates(
  tx: Transaction,
  segments: readonly number[],
  pairs: readonly number[],
): Promise<Candidate[]> {
  const { rows } = await sql<{ bucket: number; last_position: number; pairs: Buffer }>`
    select bucket, last_position, pairs from text_posting
    where bucket = any(${[...new Set(pairs.map(bucketOf))]}::smallint[]) and last_position = any(${[...segments]}::bigint[])`.execute(
    tx,
  )
  const buckets = new Map(rows.map((row) => [`${row.last_position} ${row.bucket}`, row.pairs]))
  const numbers = segments.flatMap((segment) =>
    common(pairs.map((pair) => numbersOf(buckets.get(`${segment} ${bucketOf(pair)}`), pair))).map((number) => ({
      segment,
      number,
    })),
  )
  return entriesAt(tx, numbers)
}

function numbersOf(bucket: Buffer | undefined, pair: number): number[] {
  return bucket ? findPair(bucket, pair) : []
}

/** The numbers that stand in every list. */
function common(lists: readonly number[][]): number[] {
  const [shortest = [], ...others] = lists.toSorted((one, other) => one.length - other.length)
  const sets = others.map((list) => new Set(list))
  return shortest.filter((number) => sets.every((set) => set.has(number)))
}

async function entriesAt(
  tx: Transaction,
  numbers: readonly { segment: number; number: number }[],
): Promise<Candidate[]> {
  if (numbers.length === 0) return []
  const { rows } = await sql<{ position: number; case_id: string }>`
    select t.positions[w.number + 1] as position, t.case_ids[w.number + 1] as case_id
    from unnest(${numbers.map((n) => n.segment)}::bigint[], ${numbers.map((n) => n.number)}::int[]) as w (segment, number)
    join text_segment t on t.last_position = w.segment
    order by 1 desc`.execute(tx)
  return rows.map((row) => ({ position: row.position, caseId: row.case_id }))
}

async function fulfilling(
  tx: Transaction,
  candidates: readonly Candidate[],
  condition: RawBuilder<boolean>,
): Promise<SummaryFound[]> {
  if (candidates.length === 0) return []
  const { rows } = await sql<SummaryFound>`
    select ${summaryColumns}
    from unnest(${candidates.map((c) => c.caseId)}::uuid[], ${candidates.map((c) => c.position)}::bigint[]) as w (case_id, position)
    join case_summary s on s.case_id = w.case_id and s.text_position = w.position
    where ${condition} order by s.text_position desc`.execute(tx)
  return rows
}
