import type { Transaction } from '@inquiry/database'
import { loadCases, loadCasesBySource, type CaseFile } from '@inquiry/case-record'
import { sql } from 'kysely'
import { openSequenceBook, type Hole, type SequenceBook } from './sequence-book.ts'

/** What the record already holds of the envelopes, messages and cases that a batch speaks of. */
export type Known = {
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

/** Read all of it. The log's head is held, so nothing of it can change before the batch is committed. */
export async function loadKnown(tx: Transaction, wanted: Wanted): Promise<Known> {
  const envelopes = await knownEnvelopes(tx, wanted)
  const messages = await knownMessages(tx, wanted)
  const cases = await knownCases(tx, wanted)
  const { keys, sequenceBooks } = await keyStandings(tx, wanted)
  return { ...envelopes, messages, ...cases, keys, sequenceBooks }
}

async function knownEnvelopes(tx: Transaction, { envelopes }: Wanted): Promise<Pick<Known, 'envelopes' | 'sequences'>> {
  const { rows } = await sql<{
    node_id: string
    jti: string
    sequence: number
    payload_digest: string
    results: string
    receipt: string
  }>`
    select e.node_id, e.jti, e.sequence, e.payload_digest, e.results::text as results, e.receipt
    from unnest(${envelopes.map((e) => e.node)}::text[], ${envelopes.map((e) => e.jti)}::text[], ${envelopes.map((e) => e.sequence)}::bigint[]) as w (node_id, jti, sequence)
    join envelope e on e.node_id = w.node_id and (e.jti = w.jti or e.sequence = w.sequence)`.execute(tx)
  return {
    envelopes: new Map(
      rows.map((r) => [
        pair(r.node_id, r.jti),
        { payloadDigest: r.payload_digest, results: r.results, receipt: r.receipt },
      ]),
    ),
    sequences: new Set(rows.map((r) => pair(r.node_id, r.sequence))),
  }
}

async function knownMessages(tx: Transaction, { messages }: Wanted): Promise<Known['messages']> {
  if (messages.length === 0) return new Map()
  const { rows } = await sql<{
    node_id: string
    message_id: string
    digest: string
    case_id: string | null
    position: number
  }>`
    select m.* from unnest(${messages.map((m) => m.node)}::text[], ${messages.map((m) => m.id)}::text[]) as w (node_id, message_id)
    join message m using (node_id, message_id)`.execute(tx)
  return new Map(
    rows.map((r) => [pair(r.node_id, r.message_id), { digest: r.digest, caseId: r.case_id, position: r.position }]),
  )
}

async function knownCases(tx: Transaction, { sources, caseIds }: Wanted): Promise<Pick<Known, 'cases' | 'sources'>> {
  const bySource = await loadCasesBySource(tx, sources)
  const byId = await loadCases(tx, caseIds)
  const cases = new Map([...byId, ...bySource])
  return {
    cases,
    sources: new Map([...cases].map(([caseId, { state }]) => [pair(state.origin, state.sourceId), caseId])),
  }
}

async function keyStandings(tx: Transaction, { envelopes }: Wanted): Promise<Pick<Known, 'keys' | 'sequenceBooks'>> {
  const kids = [...new Set(envelopes.map((e) => e.kid))]
  const { rows } = await sql<StandingRow>`
    select k.kid, n.node_id, k.revoked_at, k.not_after, n.suspended_reason, n.highest_sequence,
      (select json_agg(json_build_object('first', h.first, 'last', h.last, 'since', h.since, 'announcedAt', h.announced_at) order by h.first)
       from sequence_hole h where h.node_id = n.node_id) as holes
    from node_key k join node n using (node_id) where k.kid = any(${kids})`.execute(tx)
  return {
    keys: new Map(
      rows.map((r) => [r.kid, { revokedAt: r.revoked_at, notAfter: r.not_after, suspendedReason: r.suspended_reason }]),
    ),
    sequenceBooks: new Map(rows.map((r) => [r.node_id, openSequenceBook(r.highest_sequence, r.holes ?? [])])),
  }
}

type StandingRow = {
  kid: string
  node_id: string
  revoked_at: Date | null
  not_after: Date | null
  suspended_reason: string | null
  highest_sequence: number
  holes: Hole[] | null
}
