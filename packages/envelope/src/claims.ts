import { Instant, Jti, NodeId, Sequence } from '@inquiry/schema'
import { isObject } from './json-object.ts'
import { importEncryptionKey } from './public-key.ts'
import type { PublicJwk } from './public-key.ts'
import type { Place } from './refusal.ts'

/** The claims every payload has: who says it, to whom, when (Unix seconds), under which name. */
export type Issued = { iss: string; aud: string; iat: number; jti: string }

/** The claims of an envelope (section 4). */
export type EnvelopeClaims = Issued & { sequence: number; messages: Record<string, unknown>[] }

/** What a node says when it enrols; `code` is what the administrator handed over. */
export type EnrolmentClaims = Issued & {
  code: string
  encryptionKey?: PublicJwk
  contact?: string
  webhook?: string | { url: string; types?: string[] }
}

/** What a node says when it adds a key; `proof` is the new key's own signature, `notAfter` an instant. */
export type KeyAdditionClaims = Issued & { proof: string; notAfter?: string }

/** A node's credential for reads, at most 300 s long. */
export type AccessTokenClaims = Issued & { exp: number }

/** What is wrong with a claim's value at a place; nothing where the value may stand. */
export type ClaimRule = (value: unknown, at: string) => Place[]

/** The claims of one kind of payload. A closed one has no others; readers of an open one ignore what they do not know. */
export type ClaimsForm<T> = {
  rules: { [K in keyof T]-?: ClaimRule }
  optional: readonly (keyof T)[]
  closed: boolean
}

const issued = { iss: matches(NodeId), aud: text, iat: seconds, jti: matches(Jti) }

export const envelopeClaims: ClaimsForm<EnvelopeClaims> = {
  rules: { ...issued, sequence, messages },
  optional: [],
  closed: true,
}
export const enrolmentClaims: ClaimsForm<EnrolmentClaims> = {
  rules: { ...issued, code: text, encryptionKey, contact: text, webhook },
  optional: ['encryptionKey', 'contact', 'webhook'],
  closed: true,
}
export const keyAdditionClaims: ClaimsForm<KeyAdditionClaims> = {
  rules: { ...issued, proof: token, notAfter: matches(Instant) },
  optional: ['notAfter'],
  closed: true,
}
export const keyProofClaims: ClaimsForm<Issued> = { rules: issued, optional: [], closed: true }
export const accessTokenClaims: ClaimsForm<AccessTokenClaims> = {
  rules: { ...issued, exp: seconds },
  optional: [],
  closed: false,
}

const maxMessages = 1000
/** Characters of free text in a claim (annex C.8). */
const maxText = 200
const maxUrl = 2048

function matches(schema: { safeParse: (value: unknown) => { success: boolean } }): ClaimRule {
  return (value, at) => {
    if (typeof value !== 'string') return [{ pointer: at, rule: 'type', limit: 'string' }]
    return schema.safeParse(value).success ? [] : [{ pointer: at, rule: 'pattern' }]
  }
}

function text(value: unknown, at: string): Place[] {
  if (typeof value !== 'string') return [{ pointer: at, rule: 'type', limit: 'string' }]
  return value.length <= maxText ? [] : [{ pointer: at, rule: 'maxLength', limit: maxText }]
}

function token(value: unknown, at: string): Place[] {
  return typeof value === 'string' ? [] : [{ pointer: at, rule: 'type', limit: 'string' }]
}

function seconds(value: unknown, at: string): Place[] {
  if (!Number.isSafeInteger(value)) return [{ pointer: at, rule: 'type', limit: 'integer' }]
  return Number(value) >= 0 ? [] : [{ pointer: at, rule: 'minimum', limit: 0 }]
}

function sequence(value: unknown, at: string): Place[] {
  if (!Number.isSafeInteger(value)) return [{ pointer: at, rule: 'type', limit: 'integer' }]
  return Sequence.safeParse(value).success ? [] : [{ pointer: at, rule: 'minimum', limit: 1 }]
}

function messages(value: unknown, at: string): Place[] {
  if (!Array.isArray(value)) return [{ pointer: at, rule: 'type', limit: 'array' }]
  if (value.length === 0) return [{ pointer: at, rule: 'minItems', limit: 1 }]
  if (value.length > maxMessages) return [{ pointer: at, rule: 'maxItems', limit: maxMessages }]
  return value.flatMap((message, i) =>
    isObject(message) ? [] : [{ pointer: `${at}/${i}`, rule: 'type', limit: 'object' }],
  )
}

function encryptionKey(value: unknown, at: string): Place[] {
  return importEncryptionKey(value) ? [] : [{ pointer: at, rule: 'encryption-key' }]
}

function webhook(value: unknown, at: string): Place[] {
  const url = isObject(value) ? value['url'] : value
  return typeof url === 'string' && url.length <= maxUrl ? [] : [{ pointer: at, rule: 'type', limit: 'string' }]
}
