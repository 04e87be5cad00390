import { tokenTypes } from '../../src/index.ts'
import { envelope, headerOf, type Parts, sha256, signingInputOf } from './compact.ts'
import type { TestKey } from './keys.ts'
import { hubId, keys, now } from './world.ts'

/** A receipt, what it should be about, and whether it proves that. Keys are the hub’s, old ones included. */
export type ReceiptVector = {
  name: string
  receipt: string
  nodeId: string
  subject: { envelope: { jti: string; sequence: number; digest: string }; results: object[] }
  expect: { proves: boolean }
}

const posted = envelope()
const subject = {
  envelope: { jti: 'e-1', sequence: 1, digest: sha256(signingInputOf(posted)) },
  results: [{ id: 'm-1', status: 'recorded', caseId: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e', position: 0 }],
}

type Changed = {
  key?: TestKey
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  signature?: Parts['signature']
}

function receipt({ key = keys.hub, header = {}, claims = {}, signature }: Changed = {}): string {
  const good = { iss: hubId, aud: '440100', iat: now, jti: 'r-1', ...subject }
  const head = { ...headerOf(key, tokenTypes.receipt), ...header }
  return envelope({ key, header: head, payload: { ...good, ...claims }, ...(signature && { signature }) })
}

function vector(name: string, proves: boolean, changed: Changed = {}): ReceiptVector {
  return { name, receipt: receipt(changed), nodeId: '440100', subject, expect: { proves } }
}

const otherResults = [{ ...subject.results[0], status: 'rejected' }]

export const receiptVectors: readonly ReceiptVector[] = [
  vector('a good receipt', true),
  vector('a receipt by the key that the hub had before', true, { key: keys.hubBefore }),
  {
    ...vector('the answer’s results with the query code, which a receipt leaves out', true),
    subject: { ...subject, results: [{ ...subject.results[0], queryCode: '792G-N09Q-4VJP-J7TD-J' }] },
  },
  vector('by a key that is not the hub’s', false, { key: keys.stranger }),
  vector('with a signature that does not hold', false, { signature: keys.stranger.sign }),
  vector('of another hub', false, { claims: { iss: '450000-hub' } }),
  vector('for another node', false, { claims: { aud: '440300' } }),
  vector('for another envelope', false, { claims: { envelope: { ...subject.envelope, jti: 'e-2' } } }),
  vector('for other bytes under the same jti', false, {
    claims: { envelope: { ...subject.envelope, digest: sha256('other') } },
  }),
  vector('with other results', false, { claims: { results: otherResults } }),
  vector('that is an envelope by its typ', false, { header: { typ: tokenTypes.envelope } }),
  vector('with an algorithm that is not the key’s', false, { header: { alg: 'ES256' } }),
]
