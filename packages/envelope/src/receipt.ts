import { headerForms } from './compact.ts'
import { sealCompact } from './seal.ts'
import type { Signer } from './signature.ts'

/** What became of one message, as the receipt states it. */
export type ReceiptResult = { id: string | null; status: string; [member: string]: unknown }

/** The envelope a receipt is for; `digest` is the base64url SHA-256 of its signing input. */
export type ReceiptedEnvelope = { jti: string; sequence: number; digest: string }

/** Who gives a receipt to whom, when (Unix seconds), under which name of its own. */
export type ReceiptHead = { hubId: string; nodeId: string; iat: number; jti: string }

/**
 * Sign the receipt of a recorded envelope. Its results are the answer's without `queryCode`, since a receipt may be
 * shown to others (annex B9).
 */
export function signReceipt(
  head: ReceiptHead,
  envelope: ReceiptedEnvelope,
  results: readonly ReceiptResult[],
  signer: Signer,
): Promise<string> {
  return sign(head, { envelope, results: results.map(withoutQueryCode) }, signer)
}

/** Sign the receipt of a registered key; `digest` is the base64url SHA-256 of the posted signing input. */
export function signKeyReceipt(
  head: ReceiptHead,
  enrolment: { kid: string; digest: string },
  signer: Signer,
): Promise<string> {
  return sign(head, { enrolment }, signer)
}

function sign({ hubId, nodeId, iat, jti }: ReceiptHead, content: object, signer: Signer): Promise<string> {
  const header = { alg: signer.alg, kid: signer.kid, typ: headerForms.receipt.typ }
  return sealCompact(header, { iss: hubId, aud: nodeId, iat, jti, ...content }, signer)
}

/** A result as it may be shown to others: the citizen's code is the citizen's. */
export function withoutQueryCode(result: ReceiptResult): ReceiptResult {
  const { queryCode: withheld, ...shown } = result
  return withheld === undefined ? result : shown
}
