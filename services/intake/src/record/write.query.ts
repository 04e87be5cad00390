import type { Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import type { SequenceBook } from './sequence-book.ts'

/** Everything of a batch that goes to disk beside its events, in one statement. */
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
}

/** Write a batch. The primary keys stand behind the decisions: a row that is there already aborts the whole batch. */
export async function writeBatch(
  tx: Transaction,
  { envelopes, messages, rejections }: Written,
  at: Date,
): Promise<void> {
  await sql`
    with e as (
      insert into envelope (node_id, jti, sequence, payload_digest, jws, received_at, results, receipt)
      select node_id, jti, sequence, payload_digest, jws, ${at}, results, receipt
      from unnest(
        ${envelopes.map((r) => r.node)}::text[], ${envelopes.map((r) => r.jti)}::text[], ${envelopes.map((r) => r.sequence)}::bigint[],
        ${envelopes.map((r) => r.payloadDigest)}::text[], ${envelopes.map((r) => r.jws)}::text[],
        ${envelopes.map((r) => r.results)}::json[], ${envelopes.map((r) => r.receipt)}::text[]
      ) as r (node_id, jti, sequence, payload_digest, jws, results, receipt)
    ), m as (
      insert into message (node_id, message_id, digest, case_id, position)
      select * from unnest(
        ${messages.map((r) => r.node)}::text[], ${messages.map((r) => r.id)}::text[], ${messages.map((r) => r.digest)}::text[],
        ${messages.map((r) => r.caseId)}::uuid[], ${messages.map((r) => r.position)}::bigint[])
    )
    insert into rejection (node_id, jti, sequence, index, message_id, type, received_at, problem)
    select node_id, jti, sequence, index, message_id, type, ${at}, problem
    from unnest(
      ${rejections.map((r) => r.node)}::text[], ${rejections.map((r) => r.jti)}::text[], ${rejections.map((r) => r.sequence)}::bigint[],
      ${rejections.map((r) => r.index)}::int[], ${rejections.map((r) => r.id)}::text[], ${rejections.map((r) => r.type)}::text[],
      ${rejections.map((r) => r.problem)}::json[]
    ) as r (node_id, jti, sequence, index, message_id, type, problem)`.execute(tx)
}

/** Write where the numbering of each node stands, for those that sent something new. */
export async function saveSequences(
  tx: Transaction,
  books: ReadonlyMap<string, SequenceBook>,
  at: Date,
): Promise<void> {
  const moved = [...books].filter(([, book]) => book.advanced || book.holesChanged)
  if (moved.length > 0) {
    await sql`
      update node set highest_sequence = r.highest, last_seen_at = ${at}
      from unnest(${moved.map(([node]) => node)}::text[], ${moved.map(([, book]) => book.highest)}::bigint[]) as r (node_id, highest)
      where node.node_id = r.node_id`.execute(tx)
  }
  const torn = moved.filter(([, book]) => book.holesChanged)
  if (torn.length === 0) return
  const holes = torn.flatMap(([node, book]) => book.holes.map((hole) => ({ node, ...hole })))
  await tx
    .deleteFrom('sequence_hole')
    .where(
      'node_id',
      'in',
      torn.map(([node]) => node),
    )
    .execute()
  await sql`
    insert into sequence_hole (node_id, first, last, since, announced_at)
    select * from unnest(
      ${holes.map((h) => h.node)}::text[], ${holes.map((h) => h.first)}::bigint[], ${holes.map((h) => h.last)}::bigint[],
      ${holes.map((h) => h.since)}::timestamptz[], ${holes.map((h) => h.announcedAt)}::timestamptz[])`.execute(tx)
}
