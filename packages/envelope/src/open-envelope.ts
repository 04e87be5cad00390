import { hash } from 'node:crypto'
import { EnvelopeClaims, parse } from '@inquiry/schema'
import type { Language } from '@inquiry/schema'
import { headerForms, readCompact } from './compact.ts'
import type { Compact } from './compact.ts'
import type { OddNumber } from './i-json-scan.ts'
import { isObject } from './json-object.ts'
import { readClaims } from './read-claims.ts'
import type { ClaimsContract } from './read-claims.ts'
import type { Refusal } from './refusal.ts'
import { judgeAudience, judgeSuspension, unknownKey, verifyByRegisteredKey } from './registered-key.ts'
import type { FindKey, KeyRecord } from './registered-key.ts'

/** An envelope whose signature holds and whose claims are as described. Its messages are objects, nothing more is known. */
export type OpenedEnvelope = {
  nodeId: string
  kid: string
  jti: string
  sequence: number
  /** Unix seconds. */
  iat: number
  /** The base64url text between the dots: with `jti`, what makes two envelopes of one node the same (annex A3). */
  payloadSegment: string
  /** Base64url SHA-256 of the payload segment. */
  payloadDigest: string
  /** Base64url SHA-256 of the signing input, as receipts state it. */
  signingInputDigest: string
  messages: Record<string, unknown>[]
  oddNumbers: OddNumber[]
}

/** A refusal with `envelope` is of one that may have been recorded before: look it up, then refuse (annex A2). */
export type EnvelopeOpening =
  | { ok: true; envelope: OpenedEnvelope }
  | { ok: false; refusal: Refusal; envelope?: OpenedEnvelope }

export type EnvelopeContext = { hubId: string; findKey: FindKey; now: Date; language?: Language }

/**
 * Judge an envelope in the order of annex B5: form and header, key, algorithm, signature, claims, issuer, audience,
 * suspension. Nothing of the payload is read before the signature holds. The age of `iat` is not judged here, since an
 * envelope recorded before is answered at any age: see `judgeIssuedAt`.
 */
export async function openEnvelope(
  body: Uint8Array,
  { hubId, findKey, now, language = 'zh' }: EnvelopeContext,
): Promise<EnvelopeOpening> {
  const read = readCompact(body, headerForms.envelope, language)
  if (!read.ok) return read
  const verified = await verifyByRegisteredKey(read.compact, findKey, now, language)
  if (!verified.ok) return verified
  const { key, revoked } = verified
  const opened = readClaims(read.compact.payload, envelopeContract, hubId, language)
  if (!opened.ok) return { ok: false, refusal: revoked ?? opened.refusal }
  const stranger = opened.claims.iss === key.nodeId ? judgeAudience(opened.claims.aud, hubId) : unknownKey(key.kid)
  if (stranger) return { ok: false, refusal: revoked ?? stranger }
  const envelope = describe(read.compact, key, opened.claims, opened.oddNumbers)
  const refusal = revoked ?? judgeSuspension(key)
  return refusal ? { ok: false, refusal, envelope } : { ok: true, envelope }
}

/**
 * The contract looks at every member of every message and keeps nothing of it; that all of them are objects is seen
 * twenty times faster by looking only for that (1 ms of an envelope of a thousand).
 */
const envelopeContract: ClaimsContract<EnvelopeClaims> = (claims, language) =>
  parse(EnvelopeClaims, areObjects(claims['messages']) ? { ...claims, messages: [{}] } : claims, '', language)

function areObjects(messages: unknown): boolean {
  return Array.isArray(messages) && messages.length > 0 && messages.length <= maxMessages && messages.every(isObject)
}

const maxMessages = 1000

function describe(compact: Compact, key: KeyRecord, claims: EnvelopeClaims, oddNumbers: OddNumber[]): OpenedEnvelope {
  const { jti, sequence, iat, messages } = claims
  return {
    nodeId: key.nodeId,
    kid: key.kid,
    jti,
    sequence,
    iat,
    payloadSegment: compact.payloadSegment,
    payloadDigest: hash('sha256', compact.payloadSegment, 'base64url'),
    signingInputDigest: hash('sha256', compact.signingInput, 'base64url'),
    messages,
    oddNumbers,
  }
}
