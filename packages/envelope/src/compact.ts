import { Kid, tokenTypes } from '@inquiry/schema'
import type { Language } from '@inquiry/schema'
import { fromBase64url } from './base64url.ts'
import { parseIJson } from './i-json.ts'
import { isObject } from './json-object.ts'
import { malformed } from './refusal.ts'
import type { Judged, Place } from './refusal.ts'

/** What the protected header must be: exactly `alg`, `typ`, and either the registered key's `kid` or a new key's `jwk`. */
export type HeaderForm = { typ: string; key: 'kid' | 'jwk' }

/** The JWS types of the standard. */
export const headerForms = {
  envelope: { typ: tokenTypes.envelope, key: 'kid' },
  enrolment: { typ: tokenTypes.enrolment, key: 'jwk' },
  keyAddition: { typ: tokenTypes.key, key: 'kid' },
  keyProof: { typ: tokenTypes.keyProof, key: 'jwk' },
  accessToken: { typ: tokenTypes.access, key: 'kid' },
  receipt: { typ: tokenTypes.receipt, key: 'kid' },
  calendar: { typ: tokenTypes.calendar, key: 'kid' },
  deadlineProfile: { typ: tokenTypes.deadlineProfile, key: 'kid' },
} as const satisfies Record<string, HeaderForm>

/** A JWS in compact serialization (RFC 7515 §7.1) whose form is right and whose signature nobody has looked at yet. */
export type Compact = {
  alg: string
  /** The empty string where the form asks for `jwk`. */
  kid: string
  jwk: unknown
  payloadSegment: string
  payload: Buffer
  signingInput: Buffer
  signature: Buffer
}

const maxHeaderBytes = 1024
const signatureBytes = 64

/**
 * The strict gate before any reading of a signature: JOSE libraries take other spellings of the same token, this takes
 * one. Exactly three parts of canonical base64url, a header of at most 1 KB with exactly the members of its form, each
 * once and unescaped, and a signature of 64 bytes.
 */
export function readCompact(
  body: Uint8Array,
  form: HeaderForm,
  language: Language = 'zh',
): Judged<{ compact: Compact }> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const text = bytes.toString('latin1')
  const firstDot = text.indexOf('.')
  const lastDot = text.lastIndexOf('.')
  const refusal = (places: readonly [Place, ...Place[]]) =>
    ({ ok: false, refusal: malformed(places, language) }) as const
  if (firstDot <= 0 || text.indexOf('.', firstDot + 1) !== lastDot) return refusal([{ pointer: '', rule: 'compact' }])
  const payloadSegment = text.slice(firstDot + 1, lastDot)
  if (payloadSegment === '') return refusal([{ pointer: '', rule: 'compact' }])
  const signature = fromBase64url(text.slice(lastDot + 1))
  const payload = fromBase64url(payloadSegment)
  if (!signature || !payload) return refusal([{ pointer: '', rule: 'base64url' }])
  if (signature.length !== signatureBytes) return refusal([{ pointer: '', rule: 'signature-length' }])
  const header = readHeader(text.slice(0, firstDot), form)
  if (!header.ok) return refusal(header.places)
  return {
    ok: true,
    compact: { ...header, payloadSegment, payload, signingInput: bytes.subarray(0, lastDot), signature },
  }
}

type Header = { ok: true; alg: string; kid: string; jwk: unknown } | { ok: false; places: [Place, ...Place[]] }

function readHeader(segment: string, form: HeaderForm): Header {
  const no = (rule: string, pointer = '') => ({ ok: false, places: [{ pointer: `/header${pointer}`, rule }] }) as Header
  if (segment.length > (maxHeaderBytes * 4) / 3 + 2) return no('header-size')
  const bytes = fromBase64url(segment)
  if (!bytes) return no('base64url')
  if (bytes.length > maxHeaderBytes) return no('header-size')
  if (bytes.includes(0x5c)) return no('escape')
  const json = parseIJson(bytes)
  if (!json.ok) return no(json.fault.rule, json.fault.pointer)
  if (!isObject(json.value)) return no('type')
  const header = json.value
  const [first, ...others] = headerPlaces(header, form)
  if (first) return { ok: false, places: [first, ...others] }
  return { ok: true, alg: textOf(header['alg']), kid: textOf(header['kid']), jwk: header['jwk'] }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function headerPlaces(header: Record<string, unknown>, form: HeaderForm): Place[] {
  const names = ['alg', 'typ', form.key]
  const unknown = Object.keys(header).filter((name) => !names.includes(name))
  return [
    ...names.flatMap((name) => brokenRule(name, header[name], form)),
    ...unknown.map((name) => ({ pointer: `/header/${name}`, rule: 'unknown-member' })),
  ]
}

function brokenRule(name: string, value: unknown, form: HeaderForm): Place[] {
  const at = (rule: string, limit?: unknown): Place[] => [{ pointer: `/header/${name}`, rule, limit }]
  if (value === undefined) return at('required')
  if (name === 'jwk') return isObject(value) ? [] : at('type', 'object')
  if (typeof value !== 'string') return at('type', 'string')
  if (name === 'typ') return value === form.typ ? [] : at('const', form.typ)
  return name === 'kid' && !Kid.safeParse(value).success ? at('pattern') : []
}
