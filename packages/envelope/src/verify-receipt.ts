import { Jti } from '@inquiry/schema'
import { canonicalize } from './canonical-json.ts'
import { headerForms, readCompact } from './compact.ts'
import { parseIJson } from './i-json.ts'
import { isObject } from './json-object.ts'
import type { VerificationKey } from './public-key.ts'
import { withoutQueryCode } from './receipt.ts'
import type { ReceiptResult } from './receipt.ts'
import { algorithmNamed, verifySignature } from './signature.ts'

/** What the receipt must be about: the envelope and its results, or the key that was registered. */
export type ReceiptSubject =
  | { envelope: { jti: string; sequence: number; digest: string }; results: readonly ReceiptResult[] }
  | { enrolment: { kid: string; digest: string } }

/** Who must have given the receipt to whom, and the hub's keys, old ones included (its JWK set). */
export type ReceiptParties = { hubId: string; nodeId: string; keys: readonly VerificationKey[] }

/** Why a receipt proves nothing. */
export type ReceiptFault =
  | 'malformed'
  | 'unknown-key'
  | 'wrong-algorithm'
  | 'invalid-signature'
  | 'wrong-hub'
  | 'wrong-node'
  | 'other-subject'

/**
 * Whether a receipt proves that this hub recorded just this for just this node. A later reader needs nothing else: the
 * receipt, the envelope and the hub's published keys.
 */
export async function verifyReceipt(
  receipt: string,
  subject: ReceiptSubject,
  { hubId, nodeId, keys }: ReceiptParties,
): Promise<{ ok: true; iat: number; jti: string } | { ok: false; fault: ReceiptFault }> {
  const read = readCompact(Buffer.from(receipt), headerForms.receipt)
  if (!read.ok) return { ok: false, fault: 'malformed' }
  const { kid, alg, signingInput, signature, payload } = read.compact
  const key = keys.find((candidate) => candidate.kid === kid)
  if (!key) return { ok: false, fault: 'unknown-key' }
  if (algorithmNamed(alg) !== key.alg) return { ok: false, fault: 'wrong-algorithm' }
  if (!(await verifySignature(key.alg, key.publicKey, signingInput, signature)))
    return { ok: false, fault: 'invalid-signature' }
  const json = parseIJson(payload)
  if (!json.ok || !isObject(json.value)) return { ok: false, fault: 'malformed' }
  const { iss, aud, iat, jti, ...stated } = json.value
  if (!Number.isSafeInteger(iat) || !Jti.safeParse(jti).success) return { ok: false, fault: 'malformed' }
  if (iss !== hubId) return { ok: false, fault: 'wrong-hub' }
  if (aud !== nodeId) return { ok: false, fault: 'wrong-node' }
  if (canonicalize(stated) !== canonicalize(shown(subject))) return { ok: false, fault: 'other-subject' }
  return { ok: true, iat: Number(iat), jti: String(jti) }
}

function shown(subject: ReceiptSubject): ReceiptSubject {
  return 'results' in subject ? { ...subject, results: subject.results.map(withoutQueryCode) } : subject
}
