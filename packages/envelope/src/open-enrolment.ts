import { hash } from 'node:crypto'
import { EnrolmentClaims, parse } from '@inquiry/schema'
import type { Language } from '@inquiry/schema'
import { headerForms, readCompact } from './compact.ts'
import type { Compact } from './compact.ts'
import { judgeIssuedAt } from './issued-at.ts'
import { isObject } from './json-object.ts'
import { importEncryptionKey, importVerificationKey } from './public-key.ts'
import type { EncryptionKey, VerificationKey } from './public-key.ts'
import { readClaims } from './read-claims.ts'
import type { ClaimsContract } from './read-claims.ts'
import { fault, malformed } from './refusal.ts'
import type { Judged, Refusal } from './refusal.ts'
import { invalidSignature, judgeAudience } from './registered-key.ts'
import { algorithmNamed, verifySignature } from './signature.ts'

/** A node that proved it holds the key it asks to register. Whether the code is good is for its keeper to say. */
export type OpenedEnrolment = {
  nodeId: string
  key: VerificationKey
  code: string
  jti: string
  /** Unix seconds. */
  iat: number
  /** Base64url SHA-256 of the posted signing input, as the receipt states it. */
  digest: string
  encryptionKey?: EncryptionKey
  contact?: string
  webhook?: { url: string }
}

/**
 * A refusal with `enrolment` is a stale one that may have been recorded before: look it up, then refuse. One with
 * `exposedCode` came with a private key in it: the code is void from then on (annex B31).
 */
export type EnrolmentOpening =
  | { ok: true; enrolment: OpenedEnrolment }
  | { ok: false; refusal: Refusal; enrolment?: OpenedEnrolment; exposedCode?: string }

export type EnrolmentContext = { hubId: string; now: Date; language?: Language }

/** Judge an enrolment: form and header, the key in it, the proof of possession, claims, audience, age. */
export async function openEnrolment(
  body: Uint8Array,
  { hubId, now, language = 'zh' }: EnrolmentContext,
): Promise<EnrolmentOpening> {
  const read = readCompact(body, headerForms.enrolment, language)
  if (!read.ok) return read
  const exposed = withoutPrivatePart(read.compact.jwk)
  const proven = await verifyBySentKey(read.compact, exposed ?? read.compact.jwk, language)
  if (!proven.ok) return exposed ? { ok: false, refusal: exposedKey(language) } : proven
  const opened = readClaims(read.compact.payload, enrolmentContract, hubId, language)
  if (exposed)
    return { ok: false, refusal: exposedKey(language), ...(opened.ok ? { exposedCode: opened.claims.code } : {}) }
  if (!opened.ok) return opened
  const stranger = judgeAudience(opened.claims.aud, hubId)
  if (stranger) return { ok: false, refusal: stranger }
  const enrolment = describe(read.compact, proven.key, opened.claims)
  const stale = judgeIssuedAt(enrolment.iat, now)
  return stale ? { ok: false, refusal: stale, enrolment } : { ok: true, enrolment }
}

/** The key that a header brings along, once its own signature holds. */
export async function verifyBySentKey(
  compact: Compact,
  jwk: unknown,
  language: Language,
): Promise<Judged<{ key: VerificationKey }>> {
  const key = importVerificationKey(jwk)
  if (!key) return { ok: false, refusal: malformed([{ pointer: '/header/jwk', rule: 'public-key' }], language) }
  if (algorithmNamed(compact.alg) !== key.alg)
    return { ok: false, refusal: malformed([{ pointer: '/header/alg', rule: 'algorithm' }], language) }
  const holds = await verifySignature(key.alg, key.publicKey, compact.signingInput, compact.signature)
  return holds ? { ok: true, key } : { ok: false, refusal: invalidSignature() }
}

function withoutPrivatePart(jwk: unknown): object | undefined {
  if (!isObject(jwk) || jwk['d'] === undefined) return undefined
  const { d: _, ...publicPart } = jwk
  return publicPart
}

function exposedKey(language: Language): Refusal {
  return malformed([{ pointer: '/header/jwk/d', rule: 'private-key' }], language)
}

/** The contract knows an encryption key by its shape; whether its point is one is asked of the key itself. */
const enrolmentContract: ClaimsContract<EnrolmentClaims> = (claims, language) => {
  const judged = parse(EnrolmentClaims, claims, '', language)
  if (!judged.ok || judged.value.encryptionKey === undefined || importEncryptionKey(judged.value.encryptionKey))
    return judged
  return { ok: false, errors: [fault({ pointer: '/encryptionKey', rule: 'encryption-key' }, language)] }
}

function describe(compact: Compact, key: VerificationKey, claims: EnrolmentClaims): OpenedEnrolment {
  const { iss, code, jti, iat, contact, webhook } = claims
  const encryptionKey = importEncryptionKey(claims.encryptionKey)
  return {
    nodeId: iss,
    key,
    code,
    jti,
    iat,
    digest: hash('sha256', compact.signingInput, 'base64url'),
    ...(encryptionKey ? { encryptionKey } : {}),
    ...(contact === undefined ? {} : { contact }),
    ...(webhook === undefined ? {} : { webhook: { url: webhook } }),
  }
}
