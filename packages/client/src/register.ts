import { sealEnrolment, sealKeyAddition, signingInputDigest } from '@inquiry/envelope'
import type { DecryptionKey, SigningKey } from '@inquiry/envelope'
import { EnrolmentAnswer, KeyAnswer, parse } from '@inquiry/schema'
import { createHash, randomUUID } from 'node:crypto'
import { no, slugOf } from './answer.ts'
import type { Answer } from './answer.ts'
import { receiptFault } from './deliver.ts'
import type { Delivery } from './deliver.ts'
import { untilSettled } from './retry.ts'
import { trusted } from './session.ts'

/** What a node may say of itself when it enrols. */
export type EnrolmentDetails = { contact?: string; webhook?: string; encryptionKey?: DecryptionKey }

/**
 * Register the node's key with the one-time code. The request is kept before it is sent, so that after a crash the same
 * bytes get the same answer and the code is not lost.
 */
export async function enrol(
  delivery: Delivery,
  code: string,
  { contact, webhook, encryptionKey }: EnrolmentDetails,
): Promise<Answer<EnrolmentAnswer>> {
  const { session, store } = delivery
  const hub = await untilSettled(() => session.hub(), delivery.patience, delivery.signal)
  if (!hub.ok) return hub
  const { key } = session
  const fact = `enrolment ${key.kid} ${createHash('sha256').update(code).digest('base64url')}`
  const seal = () =>
    sealEnrolment(
      {
        iss: session.nodeId,
        aud: hub.value.discovery.hubId,
        iat: session.now(),
        jti: randomUUID(),
        code,
        ...(encryptionKey ? { encryptionKey: encryptionKey.jwk } : {}),
        ...(contact === undefined ? {} : { contact }),
        ...(webhook === undefined ? {} : { webhook }),
      },
      key.signer,
      key.jwk,
    )
  const answer = await sendKept(delivery, fact, hub.value.discovery.endpoints.enrolments, seal)
  if (!answer.ok) return answer
  const read = trusted({ ok: true, value: answer.value.answer }, (value) => parse(EnrolmentAnswer, value))
  if (!read.ok) return read
  const fault = await keyReceiptFault(delivery, read.value.receipt, key.kid, answer.value.body)
  if (fault) return no({ kind: 'untrusted', detail: fault })
  const known = Number(store.fact('sequence') ?? 0)
  store.setFact('sequence', String(Math.max(known, read.value.sequence)))
  return read
}

/** Register a further key, vouched for by the current one. `notAfter` is an instant with offset. */
export async function addKey(delivery: Delivery, added: SigningKey, notAfter?: string): Promise<Answer<KeyAnswer>> {
  const { session } = delivery
  const hub = await untilSettled(() => session.hub(), delivery.patience, delivery.signal)
  if (!hub.ok) return hub
  const seal = () => {
    const issued = { iss: session.nodeId, aud: hub.value.discovery.hubId, iat: session.now(), jti: randomUUID() }
    return sealKeyAddition(
      { ...issued, ...(notAfter ? { notAfter } : {}) },
      session.key.signer,
      added.signer,
      added.jwk,
    )
  }
  const answer = await sendKept(delivery, `key ${added.kid}`, hub.value.discovery.endpoints.keys, seal)
  if (!answer.ok) return answer
  const read = trusted({ ok: true, value: answer.value.answer }, (value) => parse(KeyAnswer, value))
  if (!read.ok) return read
  const fault = await keyReceiptFault(delivery, read.value.receipt, added.kid, answer.value.body)
  return fault ? no({ kind: 'untrusted', detail: fault }) : read
}

/**
 * Register a key, sign with it from then on, and have the old one revoked. If revoking fails, both are good; asking again
 * with the same key goes on.
 */
export async function rotate(delivery: Delivery, successor: SigningKey): Promise<Answer<KeyAnswer>> {
  const { session, patience, signal } = delivery
  const former = session.key
  const added = await addKey(delivery, successor)
  if (!added.ok) return added
  session.useKey(successor)
  const hub = await session.hub()
  if (!hub.ok) return hub
  const path = `${hub.value.discovery.endpoints.keys}/${former.kid}`
  const revoked = await untilSettled(() => session.ask('DELETE', path, signal ? { signal } : {}), patience, signal)
  return revoked.ok ? added : revoked
}

/** Send the request that was kept under this name, or a new one that is kept first. One that is too old is made anew. */
async function sendKept(
  { session, store, patience, signal }: Delivery,
  name: string,
  path: string,
  seal: () => Promise<string>,
): Promise<Answer<{ answer: unknown; body: string }>> {
  for (const isLast of [false, true]) {
    const body = store.fact(name) ?? (await seal())
    store.setFact(name, body)
    const answer = await untilSettled(() => session.post(path, body, signal), patience, signal)
    if (answer.ok) return { ok: true, value: { answer: answer.value, body } }
    if (answer.failure.kind === 'refused') store.dropFact(name)
    if (isLast || slugOf(answer.failure) !== 'stale-envelope') return answer
    session.learnTime(answer.failure)
  }
  return no({ kind: 'stopped' })
}

async function keyReceiptFault(
  delivery: Delivery,
  receipt: string,
  kid: string,
  body: string,
): Promise<string | undefined> {
  const enrolment = { kid, digest: signingInputDigest(body) }
  const fault = await receiptFault(delivery.session, receipt, { enrolment })
  return fault === undefined ? undefined : `the receipt proves nothing: ${fault}`
}
