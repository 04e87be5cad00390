import { appendedChannel, eventColumnNames, eventColumns, type LogHead } from '@inquiry/case-log'
import { caseColumnNames, caseColumns, caseColumnTypes, caseReplacement, type CaseFile } from '@inquiry/case-record'
import { isTextType, runPrepared, textArray, type Database } from '@inquiry/database'
import type { SequenceBook } from './sequence-book.ts'

/** Everything of a batch that goes to disk beside its events. */
export type Written = {
  envelopes: {
    node: string
    jti: string
    sequence: number
    payloadDigest: string
    jws: string
    results: string
    receipt: string
  }[]
  messages: { node: string; id: string; digest: string; caseId: string | null; position: number }[]
  rejections: {
    node: string
    jti: string
    sequence: number
    index: number
    id: string | null
    type: string | null
    problem: string
  }[]
  /** How often each code of a node's own occurred, by node, list and code. */
  localCodes: Map<string, { node: string; list: string; code: string; count: number }>
  cases: readonly CaseFile[]
  sequenceBooks: ReadonlyMap<string, SequenceBook>
}

/** The arrays of one `unnest`, numbered from the next free parameter on. */
function numbered(from: number, types: readonly string[]): string {
  return types.map((type, i) => `$${from + i}::${type}[]`).join(', ')
}

const eventTypes = ['bigint', 'text', 'uuid', 'text', 'text', 'text', 'text', 'json', 'json']
const envelopeTypes = ['text', 'text', 'bigint', 'text', 'text', 'json', 'text']
const messageTypes = ['text', 'text', 'text', 'uuid', 'bigint']
const rejectionTypes = ['text', 'text', 'bigint', 'int', 'text', 'text', 'json']
const localCodeTypes = ['text', 'text', 'text', 'bigint']
const holeTypes = ['text', 'bigint', 'bigint', 'timestamptz', 'timestamptz']
const events = 5
const envelopes = events + eventTypes.length
const messages = envelopes + envelopeTypes.length
const rejections = messages + messageTypes.length
const cases = rejections + rejectionTypes.length
const nodes = cases + caseColumnTypes.length
const holes = nodes + 2
const localCodes = holes + holeTypes.length + 1

/**
 * One durable statement for a whole batch. It takes effect only if the log's version is still the one that the batch was
 * decided at: then nothing was recorded meanwhile, and every decision holds. Every part joins `head`, so that nothing is
 * written where the version has moved on. The primary keys stand behind it.
 */
const statement = {
  name: 'intake write',
  text: `
    with head as (
      update log_head set size = $1, last_at = $2, version = version + 1 where version = $3 returning singleton
    ), new_event as (
      insert into event (${eventColumnNames}, recorded_at)
      select r.*, $2 from unnest(${numbered(events, eventTypes)}) as r, head
    ), new_envelope as (
      insert into envelope (node_id, jti, sequence, payload_digest, jws, results, receipt, received_at)
      select r.*, $2 from unnest(${numbered(envelopes, envelopeTypes)}) as r, head
    ), new_message as (
      insert into message (node_id, message_id, digest, case_id, position)
      select r.* from unnest(${numbered(messages, messageTypes)}) as r, head
    ), new_rejection as (
      insert into rejection (node_id, jti, sequence, index, message_id, type, problem, received_at)
      select r.*, $2 from unnest(${numbered(rejections, rejectionTypes)}) as r, head
    ), changed_case as (
      insert into case_file (${caseColumnNames})
      select r.* from unnest(${numbered(cases, caseColumnTypes)}) as r, head
      ${caseReplacement}
    ), seen_node as (
      update node set highest_sequence = r.highest, last_seen_at = $2
      from unnest($${nodes}::text[], $${nodes + 1}::bigint[]) as r (node_id, highest), head where node.node_id = r.node_id
    ), filled_hole as (
      delete from sequence_hole s using head
      where s.node_id = any($${holes + holeTypes.length}::text[])
        and not exists (select 1 from unnest($${holes}::text[], $${holes + 1}::bigint[]) as r (node_id, first) where r.node_id = s.node_id and r.first = s.first)
    ), open_hole as (
      insert into sequence_hole (node_id, first, last, since, announced_at)
      select r.* from unnest(${numbered(holes, holeTypes)}) as r, head
      on conflict (node_id, first) do update set last = excluded.last
    ), counted_code as (
      insert into local_code (node_id, list, code, count, last_seen_at)
      select r.*, $2 from unnest(${numbered(localCodes, localCodeTypes)}) as r, head
      on conflict (node_id, list, code) do update
      set count = local_code.count + excluded.count, last_seen_at = excluded.last_seen_at
    )
    select pg_notify('${appendedChannel}', $4) from head`,
}

/** Write a batch if the log still stands at the version. False where it does not: then nothing was written. */
export async function writeBatch(
  db: Database,
  hubId: string,
  version: number,
  size: number,
  head: LogHead,
  written: Written,
): Promise<boolean> {
  const moved = [...written.sequenceBooks].filter(([, book]) => book.advanced || book.holesChanged)
  const torn = moved.filter(([, book]) => book.holesChanged)
  const open = torn.flatMap(([node, book]) => book.holes.map((hole) => ({ node, ...hole })))
  const after = size + head.appended.length
  const rows = await runPrepared(db, statement, [
    after,
    head.now,
    version,
    String(after),
    ...typed(eventTypes, eventColumns(hubId, head.appended)),
    ...typed(
      envelopeTypes,
      columns(written.envelopes, ['node', 'jti', 'sequence', 'payloadDigest', 'jws', 'results', 'receipt']),
    ),
    ...typed(messageTypes, columns(written.messages, ['node', 'id', 'digest', 'caseId', 'position'])),
    ...columns(written.rejections, ['node', 'jti', 'sequence', 'index', 'id', 'type', 'problem']),
    ...typed(caseColumnTypes, caseColumns(written.cases)),
    moved.map(([node]) => node),
    moved.map(([, book]) => book.highest),
    ...columns(open, ['node', 'first', 'last', 'since', 'announcedAt']),
    torn.map(([node]) => node),
    ...columns([...written.localCodes.values()], ['node', 'list', 'code', 'count']),
  ])
  return rows.length > 0
}

function columns<T>(rows: readonly T[], names: readonly (keyof T)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]))
}

/** Texts go in binary form, which costs both sides less; a batch has some kilobytes of them a case. */
function typed(types: readonly string[], arrays: readonly unknown[][]): unknown[] {
  return arrays.map((array, i) => {
    const type = types[i] ?? ''
    return isTextType(type) ? textArray(type, array as (string | null)[]) : array
  })
}
