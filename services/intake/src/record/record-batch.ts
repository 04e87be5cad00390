import { headAt, type LogOptions } from '@inquiry/case-log'
import { contextAt } from '@inquiry/case-record'
import type { Calendar } from '@inquiry/clocks'
import type { Database } from '@inquiry/database'
import {
  judgeIssuedAt,
  signReceipt,
  withoutQueryCode,
  type OpenedEnvelope,
  type ReceiptResult,
  type Refusal,
  type Signer,
} from '@inquiry/envelope'
import { problemDocument, ProblemError, type ProblemCause } from '@inquiry/problems'
import type { Language, Message } from '@inquiry/schema'
import { v7 as uuidv7 } from 'uuid'
import { busy } from '../too-much.ts'
import type { CheckedMessage } from './check-message.ts'
import { judgeMessage, judgeRepetition, type Desk, type MessageOutcome } from './judge-message.ts'
import { loadKnown, pair, type Known, type Wanted } from './known.query.ts'
import { judgeReconciliation } from './reconcile.ts'
import { enterSequence } from './sequence-book.ts'
import { writeBatch, type Written } from './write.query.ts'

/** An envelope whose signature holds, with its messages judged by themselves. `standing` is what stands against its key. */
export type SealedItem = {
  envelope: OpenedEnvelope
  jws: string
  messages: readonly CheckedMessage[]
  citizens: ReadonlyMap<Message, string>
  standing?: Refusal
  language: Language
}

/** The answer to an envelope: what is on disk by now, or why nothing of it is. */
export type EnvelopeOutcome =
  | { ok: true; results: string; receipt: string; repeated: boolean }
  | { ok: false; problem: ProblemCause }

export type RecorderOptions = LogOptions & {
  db: Database
  signer: Signer
  /** The real time, by which `iat` is judged; the log's own may run ahead in test mode. */
  wallClock: () => Date
  isNode: (nodeId: string) => boolean
  /** The calendars by which due dates are reckoned; the shipped ones where it is not given. */
  calendars?: () => readonly Calendar[]
}

/** After so many times at which others were faster, the hub says that it is busy. */
const attempts = 50

/**
 * Judge and write a batch of envelopes; one outcome per envelope, in order. Nothing is locked while the batch is judged:
 * it is written by one statement, if the log's version still stands, and judged again where another writer was faster.
 */
export async function recordBatch(items: readonly SealedItem[], options: RecorderOptions): Promise<EnvelopeOutcome[]> {
  const wanted = wantedBy(items)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await loadKnown(options.db, wanted)
    const judged = await judgeBatch(items, known, options)
    const { size, version } = known.head
    if (judged.written.envelopes.length === 0) return judged.outcomes
    if (await writeBatch(options.db, options.hubId, version, size, judged.head, judged.written)) return judged.outcomes
  }
  throw new ProblemError(busy)
}

/** What the batch comes to over what is known, and everything that would be written. */
async function judgeBatch(items: readonly SealedItem[], known: Known, options: RecorderOptions) {
  const head = headAt(known.head.size, known.head.lastAt, options)
  const written: Written = {
    envelopes: [],
    messages: [],
    rejections: [],
    localCodes: new Map(),
    cases: [],
    sequenceBooks: known.sequenceBooks,
  }
  const citizens = new Map(items.flatMap((item) => [...item.citizens]))
  const desk: Desk = {
    known,
    head,
    context: contextAt(head, options.hubId, options.isNode, options.calendars?.()),
    touched: new Map(),
    citizenOf: (message) => citizens.get(message) ?? null,
  }
  const outcomes: EnvelopeOutcome[] = []
  for (const item of items) outcomes.push(await judgeEnvelope(item, desk, written, options))
  return { head, outcomes, written: { ...written, cases: [...desk.touched.values()] } }
}

/** The order of annex B5, from the same `jti` on. A recorded envelope is answered whatever has become of its key (A2). */
async function judgeEnvelope(
  item: SealedItem,
  desk: Desk,
  written: Written,
  options: RecorderOptions,
): Promise<EnvelopeOutcome> {
  const { envelope } = item
  const { known, head } = desk
  const recorded = known.envelopes.get(pair(envelope.nodeId, envelope.jti))
  if (recorded) {
    if (recorded.payloadDigest !== envelope.payloadDigest) return { ok: false, problem: jtiConflict(envelope.jti) }
    return { ok: true, results: recorded.results, receipt: recorded.receipt, repeated: true }
  }
  const refused =
    item.standing ?? standingNow(known, envelope.kid, head.now) ?? judgeIssuedAt(envelope.iat, options.wallClock())
  if (refused) return { ok: false, problem: refused }
  if (known.sequences.has(pair(envelope.nodeId, envelope.sequence)))
    return { ok: false, problem: sequenceConflict(envelope.sequence) }
  const answer = await recordEnvelope(item, desk, written, options)
  known.envelopes.set(pair(envelope.nodeId, envelope.jti), { payloadDigest: envelope.payloadDigest, ...answer })
  known.sequences.add(pair(envelope.nodeId, envelope.sequence))
  const book = known.sequenceBooks.get(envelope.nodeId)
  if (book) known.sequenceBooks.set(envelope.nodeId, enterSequence(book, envelope.sequence, head.time))
  return { ok: true, ...answer, repeated: false }
}

async function recordEnvelope(item: SealedItem, desk: Desk, written: Written, options: RecorderOptions) {
  const { hubId, signer, wallClock } = options
  const { envelope, language } = item
  const { nodeId, jti, sequence } = envelope
  const results: ReceiptResult[] = []
  for (const checked of item.messages) {
    const outcome = await judge(options.db, envelope, checked, desk)
    results.push(resultOf(checked, outcome, jti, language))
    keep(written, envelope, checked, outcome, results.at(-1)?.['problem'])
  }
  const iat = Math.floor(wallClock().getTime() / 1000)
  const receipted = { jti, sequence, digest: envelope.signingInputDigest }
  const receipt = await signReceipt(
    { hubId, nodeId, iat, jti: uuidv7() },
    receipted,
    results.map(withoutQueryCode),
    signer,
  )
  const text = JSON.stringify(results)
  written.envelopes.push({
    node: nodeId,
    jti,
    sequence,
    payloadDigest: envelope.payloadDigest,
    jws: item.jws,
    results: text,
    receipt,
  })
  return { results: text, receipt }
}

async function judge(
  db: Database,
  envelope: OpenedEnvelope,
  checked: CheckedMessage,
  desk: Desk,
): Promise<MessageOutcome> {
  const repetition = judgeRepetition(envelope.nodeId, checked, desk)
  if (repetition) return repetition
  if (!checked.ok) return { status: 'rejected', problem: checked.problem }
  if (checked.message.type === 'node.reconciled') return judgeReconciliation(db, envelope, checked, desk)
  return judgeMessage(envelope, checked, desk)
}

function resultOf(checked: CheckedMessage, outcome: MessageOutcome, jti: string, language: Language): ReceiptResult {
  if (outcome.status === 'rejected') {
    const { caseId } = outcome.problem.members ?? {}
    const problem = problemDocument(outcome.problem, language, `/v1/messages/${jti}#/messages/${checked.index}`)
    return { id: checked.id, status: 'rejected', ...(caseId === undefined ? {} : { caseId }), problem }
  }
  const { status, caseId, queryCode, position, extra } = outcome
  return {
    id: checked.id,
    status,
    ...(caseId === null ? {} : { caseId }),
    ...(queryCode === undefined ? {} : { queryCode }),
    position,
    ...extra,
  }
}

function keep(
  written: Written,
  { nodeId, jti, sequence }: OpenedEnvelope,
  checked: CheckedMessage,
  outcome: MessageOutcome,
  problem: unknown,
): void {
  if (outcome.status !== 'already-recorded') countLocalCodes(written, nodeId, checked)
  if (outcome.status === 'recorded' && checked.ok) {
    written.messages.push({
      node: nodeId,
      id: checked.id,
      digest: checked.digest,
      caseId: outcome.caseId,
      position: outcome.position,
    })
  }
  if (outcome.status === 'rejected') {
    const type = checked.ok ? checked.message.type : checked.type
    written.rejections.push({
      node: nodeId,
      jti,
      sequence,
      index: checked.index,
      id: checked.id,
      type,
      problem: JSON.stringify(problem),
    })
  }
}

function countLocalCodes({ localCodes }: Written, node: string, checked: CheckedMessage): void {
  for (const { list, code } of checked.localCodes) {
    const key = JSON.stringify([node, list, code])
    const count = (localCodes.get(key)?.count ?? 0) + 1
    localCodes.set(key, { node, list, code, count })
  }
}

/** What stands against the key or its node at this instant, read under the head: a revocation takes effect at once. */
function standingNow(known: Known, kid: string, now: Date): ProblemCause | undefined {
  const standing = known.keys.get(kid)
  if (
    !standing ||
    (standing.revokedAt !== null && standing.revokedAt <= now) ||
    (standing.notAfter !== null && standing.notAfter <= now)
  ) {
    return {
      slug: 'key-revoked',
      detail: { zh: `密钥 ${kid} 已撤销或过期。`, en: `The key ${kid} is revoked or expired.` },
    }
  }
  if (standing.suspendedReason === null) return undefined
  const reason = standing.suspendedReason
  return {
    slug: 'node-suspended',
    detail: { zh: `节点已暂停：${reason}`, en: `The node is suspended: ${reason}` },
    members: { reason },
  }
}

function jtiConflict(jti: string): ProblemCause {
  return {
    slug: 'envelope-conflict',
    detail: {
      zh: `jti ${jti} 已用于另一信封，请换一个。`,
      en: `The jti ${jti} is recorded with another payload; use a new one.`,
    },
    errors: [{ pointer: '/jti', rule: 'unique', message: 'jti' }],
  }
}

function sequenceConflict(sequence: number): ProblemCause {
  return {
    slug: 'envelope-conflict',
    detail: {
      zh: `sequence ${sequence} 已用于另一信封；GET /v1/self 给出已登记的最大值。`,
      en: `The sequence ${sequence} is recorded with another envelope; GET /v1/self tells the highest.`,
    },
    errors: [{ pointer: '/sequence', rule: 'unique', message: 'sequence' }],
  }
}

function wantedBy(items: readonly SealedItem[]): Wanted {
  const good = items.flatMap(({ envelope, messages }) =>
    messages.flatMap((m) => (m.ok ? [{ node: envelope.nodeId, id: m.id, message: m.message }] : [])),
  )
  const bad = items.flatMap(({ envelope, messages }) =>
    messages.flatMap((m) => (m.ok || m.id === null ? [] : [{ node: envelope.nodeId, id: m.id, sourceId: m.sourceId }])),
  )
  return {
    envelopes: items.map(({ envelope }) => ({
      node: envelope.nodeId,
      jti: envelope.jti,
      sequence: envelope.sequence,
      kid: envelope.kid,
    })),
    messages: [...good, ...bad],
    sources: [...good.map(({ node, message }) => ({ node, sourceId: message.case?.sourceId })), ...bad].flatMap(
      ({ node, sourceId }) => (sourceId === undefined ? [] : [{ origin: node, sourceId }]),
    ),
    caseIds: good.flatMap(({ message }) => (message.case?.caseId === undefined ? [] : [message.case.caseId])),
  }
}
