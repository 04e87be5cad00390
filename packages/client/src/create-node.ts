import { openReporter, sealReporter } from '@inquiry/envelope'
import type { DecryptionKey, ReporterIdentity, SigningKey } from '@inquiry/envelope'
import { CaseView, InboxPage, Keys, parse, Rejections, Self } from '@inquiry/schema'
import type { EnrolmentAnswer, KeyAnswer, MessageResult } from '@inquiry/schema'
import { no } from './answer.ts'
import type { Answer } from './answer.ts'
import { attach } from './attach.ts'
import { deliverAll } from './deliver.ts'
import { followInbox, readPage } from './follow-inbox.ts'
import type { Cursor, FollowOptions, PageRequest } from './follow-inbox.ts'
import { prepare } from './outgoing.ts'
import type { OutgoingMessage } from './outgoing.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { query, read } from './read.ts'
import type { Reading } from './read.ts'
import { addKey, enrol, rotate } from './register.ts'
import { defaultPatience, untilSettled } from './retry.ts'
import type { Patience } from './retry.ts'
import { Session } from './session.ts'
import type { Hub } from './session.ts'
import { Store } from './store.query.ts'

export type NodeOptions = {
  /** The hub's origin, such as `https://hub.example`. */
  hubUrl: string
  nodeId: string
  key: SigningKey
  /** Opens reporter data that the hub seals to this node; its public part is told on enrolment. */
  encryptionKey?: DecryptionKey
  /** The file that keeps what must not be lost over a crash. One process holds it at a time. */
  store: string
  patience?: Partial<Patience>
}

/** A node of the exchange. Every method answers; none throws for what the hub or the network does. */
export type ExchangeNode = {
  /** The hub's description of itself and its published keys. */
  discover: () => Promise<Answer<Hub>>
  /** Register this node's key with the one-time code. Asking again after a crash gets the same answer. */
  enrol: (code: string, details?: { contact?: string; webhook?: string }) => Promise<Answer<EnrolmentAnswer>>
  /**
   * Keep the messages, deliver them, and give what became of each, in order. Where delivery fails they stay in the
   * outbox; submitting them again, or `flush`, goes on. A message that was recorded before is not sent again.
   */
  submit: (messages: readonly OutgoingMessage[], signal?: AbortSignal) => Promise<Answer<Submitted[]>>
  /** Deliver what an earlier run left in the outbox. */
  flush: (signal?: AbortSignal) => Promise<Answer<undefined>>
  inbox: {
    /** Read the inbox until the signal says stop. Without a cursor of the caller's own, this node's store keeps it. */
    follow: (options: Omit<FollowOptions, 'cursor'> & { cursor?: Cursor }) => Promise<void>
    /** One page, for who keeps the place: `after` is the `next` of an earlier page, -1 or nothing for the beginning. */
    read: (page?: PageRequest) => Promise<Answer<InboxPage>>
  }
  /** Bring the bytes of an attachment, before or after the message that names them; their digest is given back. */
  attach: (bytes: Uint8Array) => Promise<Answer<string>>
  self: () => Promise<Answer<Self>>
  /** Messages that the hub rejected; `after` is the `next` of an earlier answer. */
  rejections: (page?: { after?: string; limit?: number }) => Promise<Answer<Rejections>>
  keys: () => Promise<Answer<Keys>>
  /** Register a further key; both are good from then on. `notAfter` is an instant with offset. */
  addKey: (added: SigningKey, notAfter?: string) => Promise<Answer<KeyAnswer>>
  /** Register a key, sign with it from then on, and have the old one revoked. The caller keeps the new key first. */
  rotate: (successor: SigningKey) => Promise<Answer<KeyAnswer>>
  case: (caseId: string) => Promise<Answer<CaseView>>
  caseEvents: (caseId: string, page?: { after?: number; limit?: number }) => Promise<Answer<InboxPage>>
  /** Seal reporter data to the hub. */
  sealReporter: (reporter: ReporterIdentity) => Promise<Answer<string>>
  /** Open reporter data that was sealed to this node; undefined where it cannot be. */
  openReporter: (sealed: string) => Promise<ReporterIdentity | undefined>
  close: () => void
}

/** What became of a message, and the receipt that proves it. */
export type Submitted = { result: MessageResult; receipt: string }

/** Make a node. Opens its store; throws where another process holds it. */
export function createNode(options: NodeOptions): ExchangeNode {
  const { hubUrl, nodeId, key, encryptionKey } = options
  const patience = { ...defaultPatience, ...options.patience }
  const store = new Store(options.store)
  const session = new Session(hubUrl, nodeId, key)
  const delivery = (signal?: AbortSignal) => ({ session, store, patience, ...(signal ? { signal } : {}) })
  const inTurn = oneAtATime()
  const discover = () => untilSettled(() => session.hub(), patience)
  const flush = (signal?: AbortSignal) => inTurn(() => deliverAll(delivery(signal)))
  const ask = <T>(reading: Reading<T>) => read(session, patience, reading)

  return {
    discover,
    enrol: (code, details = {}) =>
      inTurn(() => enrol(delivery(), code, { ...details, ...(encryptionKey ? { encryptionKey } : {}) })),
    submit: (messages, signal) => submit(store, messages, () => flush(signal)),
    flush,
    inbox: {
      follow: (following) => followInbox(session, patience, { cursor: cursorIn(store), ...following }),
      read: (page = {}) => untilSettled(() => readPage(session, page), patience, page.signal),
    },
    attach: (bytes) => untilSettled(() => attach(session, bytes), patience),
    self: () => ask({ endpoint: 'self', contract: (value) => parse(Self, value) }),
    rejections: (page = {}) =>
      ask({ endpoint: 'rejections', rest: query(page), contract: (value) => parse(Rejections, value) }),
    keys: () => ask({ endpoint: 'keys', contract: (value) => parse(Keys, value) }),
    addKey: (added, notAfter) => inTurn(() => addKey(delivery(), added, notAfter)),
    rotate: (successor) => inTurn(() => rotate(delivery(), successor)),
    case: (caseId) =>
      ask({ endpoint: 'cases', rest: `/${encodeURIComponent(caseId)}`, contract: (value) => parse(CaseView, value) }),
    caseEvents: (caseId, page = {}) =>
      ask({
        endpoint: 'cases',
        rest: `/${encodeURIComponent(caseId)}/events${query(page)}`,
        contract: (value) => parse(InboxPage, value),
      }),
    sealReporter: async (reporter) => {
      const hub = await discover()
      return hub.ok ? { ok: true, value: await sealReporter(reporter, hub.value.encryptionKey) } : hub
    },
    openReporter: (sealed) =>
      openReporter(sealed, (kid) => (kid === encryptionKey?.kid ? encryptionKey.privateKey : undefined)),
    close: () => store.close(),
  }
}

async function submit(
  store: Store,
  messages: readonly OutgoingMessage[],
  flush: () => Promise<Answer<undefined>>,
): Promise<Answer<Submitted[]>> {
  const prepared = prepare(messages)
  if (!prepared.ok) return prepared
  const conflicts = store.enqueue(prepared.value)
  if (conflicts.length > 0)
    return no({ kind: 'unsendable', detail: `kept already with other content: ${conflicts.join(', ')}` })
  const flushed = await flush()
  const results = messages.flatMap(({ id }) => store.result(id) ?? [])
  if (results.length < messages.length) return flushed.ok ? no({ kind: 'stopped' }) : flushed
  return {
    ok: true,
    value: results.map(({ result, receipt }) => ({ result: JSON.parse(result) as MessageResult, receipt })),
  }
}

function cursorIn(store: Store): Cursor {
  return {
    read: () => Number(store.fact('inbox') ?? -1),
    save: (position) => store.setFact('inbox', String(position)),
  }
}
