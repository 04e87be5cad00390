import { signingInputDigest, verifyReceipt } from '@inquiry/envelope'
import { MessagesAnswer, parse, Self } from '@inquiry/schema'
import { no, slugOf } from './answer.ts'
import type { Answer, Failure } from './answer.ts'
import { sealNext } from './seal-next.ts'
import { trusted } from './session.ts'
import type { Session } from './session.ts'
import { untilSettled } from './retry.ts'
import type { Patience } from './retry.ts'
import type { SealedEnvelope, Store } from './store.query.ts'

export type Delivery = { session: Session; store: Store; patience: Patience; signal?: AbortSignal }

/** A hub that refuses one envelope after another for passing reasons would be asked for ever. */
const maxReseals = 5

/**
 * Deliver everything in the outbox, envelope by envelope. Each is sent in the same bytes until the hub's receipt for
 * just these bytes is held; only what the hub says it did not record is sealed anew. Gives the first failure; what is
 * not delivered stays in the outbox.
 */
export async function deliverAll(delivery: Delivery): Promise<Answer<undefined>> {
  for (let reseals = 0; ;) {
    const sent = await deliverOne(delivery)
    if (sent === 'nothing') return { ok: true, value: undefined }
    if (sent === 'unsealed') reseals++
    else if (!sent.ok) return sent
    else reseals = 0
    if (reseals > maxReseals) return no({ kind: 'untrusted', detail: 'the hub refuses whatever is sealed anew' })
  }
}

async function deliverOne(delivery: Delivery): Promise<Answer<undefined> | 'nothing' | 'unsealed'> {
  const { session, store, patience, signal } = delivery
  const hub = await untilSettled(() => session.hub(), patience, signal)
  if (!hub.ok) return hub
  const { endpoints, hubId } = hub.value.discovery
  const envelope = store.sealed() ?? (await sealNext(session, store, hubId))
  if (!envelope) return 'nothing'
  const post = () => session.post(endpoints.messages, envelope.body, signal)
  const answer = await untilSettled(post, patience, signal)
  if (answer.ok) return settle(delivery, envelope, answer.value)
  return (await wasNotRecorded(delivery, envelope, answer.failure)) ? 'unsealed' : answer
}

/**
 * Whether the hub said that it did not record the envelope, and sealing its messages anew can help: it was too old, its
 * key is another one's by now, or its number is taken (annex A2, A22). Then the envelope is taken apart.
 */
async function wasNotRecorded(
  { session, store }: Delivery,
  envelope: SealedEnvelope,
  failure: Failure,
): Promise<boolean> {
  const slug = slugOf(failure)
  if (slug === 'stale-envelope') {
    session.learnTime(failure)
    store.unseal(envelope)
    return true
  }
  if (slug === 'key-revoked' || slug === 'unknown-key') {
    if (envelope.kid === session.key.kid) return false
    store.unseal(envelope)
    return true
  }
  return slug === 'envelope-conflict' && (await renumber(session, store, envelope))
}

/** Go on from the highest number that the hub has recorded: this node lost its own count. */
async function renumber(session: Session, store: Store, envelope: SealedEnvelope): Promise<boolean> {
  const hub = await session.hub()
  const self = hub.ok ? await session.get(hub.value.discovery.endpoints.self, (value) => parse(Self, value)) : hub
  if (!self.ok) return false
  store.unseal(envelope)
  store.setFact('sequence', String(self.value.sequence))
  return true
}

async function settle(
  { session, store }: Delivery,
  { jti, sequence, body, ids }: SealedEnvelope,
  answer: unknown,
): Promise<Answer<undefined>> {
  const read = trusted({ ok: true, value: answer }, (value) => parse(MessagesAnswer, value))
  if (!read.ok) return read
  const { results, receipt } = read.value
  const isForThese = results.length === ids.length && results.every(({ id }, i) => id === ids[i])
  if (!isForThese) return no({ kind: 'untrusted', detail: 'the results are not those of the messages sent' })
  const envelope = { jti, sequence, digest: signingInputDigest(body) }
  const fault = await receiptFault(session, receipt, { envelope, results })
  if (fault) return no({ kind: 'untrusted', detail: `the receipt proves nothing: ${fault}` })
  const outcomes = results.map((result, i) => ({
    id: ids[i] ?? '',
    result: JSON.stringify(result),
    recorded: result.status !== 'rejected',
  }))
  store.settle(jti, receipt, outcomes)
  return { ok: true, value: undefined }
}

type Subject = Parameters<typeof verifyReceipt>[1]

/** Why a receipt proves nothing, if so. A key that is not known may be new: the hub's keys are then asked for again. */
export async function receiptFault(session: Session, receipt: string, subject: Subject): Promise<string | undefined> {
  for (const isAgain of [false, true]) {
    const hub = await session.hub()
    if (!hub.ok) return 'the hub’s keys are not to be had'
    const { hubId } = hub.value.discovery
    const verified = await verifyReceipt(receipt, subject, { hubId, nodeId: session.nodeId, keys: hub.value.keys })
    if (verified.ok) return undefined
    if (verified.fault !== 'unknown-key' || isAgain) return verified.fault
    session.forgetHub()
  }
  return undefined
}
