import { hash } from 'node:crypto'
import { KeyClaims, KeyProofClaims, parse } from '@inquiry/schema'
import type { Language } from '@inquiry/schema'
import { headerForms, readCompact } from './compact.ts'
import { judgeIssuedAt } from './issued-at.ts'
import { verifyBySentKey } from './open-enrolment.ts'
import type { VerificationKey } from './public-key.ts'
import { readClaims } from './read-claims.ts'
import type { ClaimsContract } from './read-claims.ts'
import { malformed } from './refusal.ts'
import type { Judged, Place, Refusal } from './refusal.ts'
import { judgeAudience, judgeSuspension, unknownKey, verifyByRegisteredKey } from './registered-key.ts'
import type { FindKey } from './registered-key.ts'

/** A key that a node adds: vouched for by a current key, and proven to be in its owner's hands (annex A21). */
export type OpenedKeyAddition = {
  nodeId: string
  /** Thumbprint of the current key that signed. */
  signedBy: string
  key: VerificationKey
  notAfter?: Date
  jti: string
  /** Unix seconds. */
  iat: number
  /** Base64url SHA-256 of the posted signing input, as the receipt states it. */
  digest: string
}

/** A refusal with `addition` is of one that may have been recorded before: look it up, then refuse. */
export type KeyAdditionOpening =
  | { ok: true; addition: OpenedKeyAddition }
  | { ok: false; refusal: Refusal; addition?: OpenedKeyAddition }

export type KeyAdditionContext = { hubId: string; findKey: FindKey; now: Date; language?: Language }

/** Judge the addition of a key in the order of annex B5, then the new key's proof, then the age of both. */
export async function openKeyAddition(
  body: Uint8Array,
  { hubId, findKey, now, language = 'zh' }: KeyAdditionContext,
): Promise<KeyAdditionOpening> {
  const read = readCompact(body, headerForms.keyAddition, language)
  if (!read.ok) return read
  const verified = await verifyByRegisteredKey(read.compact, findKey, now, language)
  if (!verified.ok) return verified
  if (verified.revoked) return { ok: false, refusal: verified.revoked }
  const opened = readClaims(read.compact.payload, keyContract, hubId, language)
  if (!opened.ok) return opened
  const { claims } = opened
  const stranger = claims.iss === verified.key.nodeId ? judgeAudience(claims.aud, hubId) : unknownKey(verified.key.kid)
  const refused = stranger ?? judgeSuspension(verified.key)
  if (refused) return { ok: false, refusal: refused }
  const proven = await openProof(claims, language)
  if (!proven.ok) return proven
  const addition = describe(read.compact.signingInput, verified.key.kid, claims, proven.key)
  const refusal =
    judgeIssuedAt(claims.iat, now) ?? judgeIssuedAt(proven.iat, now) ?? judgeNotAfter(addition, now, language)
  return refusal ? { ok: false, refusal, addition } : { ok: true, addition }
}

const keyContract: ClaimsContract<KeyClaims> = (claims, language) => parse(KeyClaims, claims, '', language)

const proofContract: ClaimsContract<KeyProofClaims> = (claims, language) => parse(KeyProofClaims, claims, '', language)

/** The new key, once its own signature over the same issuer, audience and name holds. */
async function openProof(
  claims: KeyClaims,
  language: Language,
): Promise<Judged<{ key: VerificationKey; iat: number }>> {
  const read = readCompact(Buffer.from(claims.proof), headerForms.keyProof, language)
  if (!read.ok) return { ok: false, refusal: within(read.refusal, '/proof') }
  const proven = await verifyBySentKey(read.compact, read.compact.jwk, language)
  if (!proven.ok) return { ok: false, refusal: within(proven.refusal, '/proof') }
  const opened = readClaims(read.compact.payload, proofContract, claims.aud, language)
  if (!opened.ok) return { ok: false, refusal: within(opened.refusal, '/proof') }
  const [first, ...others] = disagreements(claims, opened.claims)
  if (first) return { ok: false, refusal: malformed([first, ...others], language) }
  return { ok: true, key: proven.key, iat: opened.claims.iat }
}

function disagreements(outer: KeyProofClaims, proof: KeyProofClaims): Place[] {
  const names = ['iss', 'aud', 'jti'] as const
  return names
    .filter((name) => outer[name] !== proof[name])
    .map((name) => ({ pointer: `/proof/${name}`, rule: 'const', limit: outer[name] }))
}

/** A refusal of something that stands inside the payload, at its place. */
function within(refusal: Refusal, place: string): Refusal {
  return { ...refusal, errors: refusal.errors.map((error) => ({ ...error, pointer: `${place}${error.pointer}` })) }
}

function judgeNotAfter({ notAfter }: OpenedKeyAddition, now: Date, language: Language): Refusal | undefined {
  if (!notAfter || notAfter > now) return undefined
  return malformed([{ pointer: '/notAfter', rule: 'future-end' }], language)
}

function describe(
  signingInput: Uint8Array,
  signedBy: string,
  { iss, jti, iat, notAfter }: KeyClaims,
  key: VerificationKey,
): OpenedKeyAddition {
  return {
    nodeId: iss,
    signedBy,
    key,
    ...(notAfter === undefined ? {} : { notAfter: new Date(notAfter) }),
    jti,
    iat,
    digest: hash('sha256', signingInput, 'base64url'),
  }
}
