import type { CaseFile } from '@inquiry/case-record'
import { runPrepared, type Database } from '@inquiry/database'
import { openSequenceBook, type Hole, type SequenceBook } from './sequence-book.ts'

/** What the record already holds of the envelopes, messages and cases that a batch speaks of, and at which version. */
export type Known = {
  head: { size: number; version: number; lastAt: Date }
  /** By `<node> <jti>`. */
  envelopes: Map<string, KnownEnvelope>
  /** `<node> <sequence>` of every sequence that is taken. */
  sequences: Set<string>
  /** By `<node> <message id>`. */
  messages: Map<string, KnownMessage>
  /** By case id. */
  cases: Map<string, CaseFile>
  /** Case ids by `<origin> <sourceId>`. */
  sources: Map<string, string>
  /** By kid: what stands against a key and its node at this instant. */
  keys: Map<string, KeyStanding>
  /** Where each node's numbering of envelopes stands. */
  sequenceBooks: Map<string, SequenceBook>
}

export type KnownEnvelope = { payloadDigest: string; results: string; receipt: string }
export type KnownMessage = { digest: string; caseId: string | null; position: number }
export type KeyStanding = { revokedAt: Date | null; notAfter: Date | null; suspendedReason: string | null }

/** What is asked of the record, each list as parallel columns. */
export type Wanted = {
  envelopes: { node: string; jti: string; sequence: number; kid: string }[]
  messages: { node: string; id: string }[]
  sources: { origin: string; sourceId: string }[]
  caseIds: string[]
}

/** A key for a pair of node and name; neither may hold a space. */
export function pair(node: string, name: string | number): string {
  return `${node} ${name}`
}

/** Everything in one statement, so that all of it is of one snapshot: the version tells whether it still stands. */
const statement = {
  name: 'intake known',
  text: `select h.size, h.version, h.last_at,
    (select json_agg(json_build_array(e.node_id, e.jti, e.sequence, e.payload_digest, e.results::text, e.receipt))
     from unnest($1::text[], $2::text[], $3::bigint[]) as w (node_id, jti, sequence)
     cross join lateral (
       select * from envelope where node_id = w.node_id and jti = w.jti
       union all select * from envelope where node_id = w.node_id and sequence = w.sequence and jti <> w.jti) as e) as envelopes,
    (select json_agg(json_build_array(m.node_id, m.message_id, m.digest, m.case_id, m.position))
     from unnest($4::text[], $5::text[]) as w (node_id, message_id) join message m using (node_id, message_id)) as messages,
    (select json_agg(json_build_array(c.case_id, c.origin, c.source_id, c.query_code, c.sealed, c.citizen, c.state))
     from case_file c where c.case_id in (
       select c.case_id from unnest($6::text[], $7::text[]) as w (origin, source_id) join case_file c using (origin, source_id)
       union select unnest($8::uuid[]))) as cases,
    (select json_agg(json_build_array(k.kid, k.revoked_at, k.not_after, n.node_id, n.suspended_reason, n.highest_sequence,
       (select json_agg(json_build_object('first', s.first, 'last', s.last, 'since', s.since, 'announcedAt', s.announced_at) order by s.first)
        from sequence_hole s where s.node_id = n.node_id)))
     from node_key k join node n using (node_id) where k.kid = any($9::text[])) as keys
    from log_head h`,
}

type Row = {
  size: number
  version: number
  last_at: Date
  envelopes: [node: string, jti: string, sequence: number, digest: string, results: string, receipt: string][] | null
  messages: [node: string, id: string, digest: string, caseId: string | null, position: number][] | null
  cases:
    | [
        caseId: string,
        origin: string,
        sourceId: string,
        queryCode: string,
        sealed: string | null,
        citizen: string | null,
        state: CaseFile['state'],
      ][]
    | null
  keys:
    | [
        kid: string,
        revokedAt: string | null,
        notAfter: string | null,
        node: string,
        suspendedReason: string | null,
        highest: number,
        holes: Hole[] | null,
      ][]
    | null
}

/** Read all of it as it stands. */
export async function loadKnown(db: Database, { envelopes, messages, sources, caseIds }: Wanted): Promise<Known> {
  const [row] = await runPrepared<Row>(db, statement, [
    envelopes.map((e) => e.node),
    envelopes.map((e) => e.jti),
    envelopes.map((e) => e.sequence),
    messages.map((m) => m.node),
    messages.map((m) => m.id),
    sources.map((s) => s.origin),
    sources.map((s) => s.sourceId),
    caseIds,
    [...new Set(envelopes.map((e) => e.kid))],
  ])
  if (!row) throw new Error('the log has no head')
  return known(row)
}

function known({ size, version, last_at, envelopes, messages, cases, keys }: Row): Known {
  const date = (text: string | null): Date | null => (text === null ? null : new Date(text))
  return {
    head: { size, version, lastAt: last_at },
    envelopes: new Map(
      (envelopes ?? []).map(([node, jti, , payloadDigest, results, receipt]) => [
        pair(node, jti),
        { payloadDigest, results, receipt },
      ]),
    ),
    sequences: new Set((envelopes ?? []).map(([node, , sequence]) => pair(node, sequence))),
    messages: new Map(
      (messages ?? []).map(([node, id, digest, caseId, position]) => [pair(node, id), { digest, caseId, position }]),
    ),
    cases: new Map(
      (cases ?? []).map(([caseId, , , queryCode, sealed, citizen, state]) => [
        caseId,
        { state, queryCode, sealed, citizen },
      ]),
    ),
    sources: new Map((cases ?? []).map(([caseId, origin, sourceId]) => [pair(origin, sourceId), caseId])),
    keys: new Map(
      (keys ?? []).map(([kid, revokedAt, notAfter, , suspendedReason]) => [
        kid,
        { revokedAt: date(revokedAt), notAfter: date(notAfter), suspendedReason },
      ]),
    ),
    sequenceBooks: new Map(
      (keys ?? []).map(([, , , node, , highest, holes]) => [node, openSequenceBook(highest, holes ?? [])]),
    ),
  }
}
