import { hash } from 'node:crypto'
import { isObject } from './json-object.ts'

/**
 * The one serialization of a JSON value (RFC 8785): members sorted by UTF-16 code units, numbers and strings as
 * ECMAScript writes them. The value is what I-JSON can say, nested within reason; an undefined member is absent. Half the
 * time of the `canonicalize` package (2.2 against 4.3 µs for a submitted case), which the tests hold it against.
 */
export function canonicalize(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  let text = ''
  for (const name of Object.keys(value).toSorted()) {
    const member = value[name]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${quoted(name)}:${canonicalize(member)}`
  }
  return `{${text}}`
}

/** Characters of which none is written as an escape. */
const plain = /^[^"\\\p{Cc}\p{Cs}]*$/v

/** Short plain strings are most of a message; looking is cheaper than the general way. */
function quoted(text: string): string {
  return text.length < 200 && plain.test(text) ? `"${text}"` : JSON.stringify(text)
}

/** `sha-256:` and the base64url SHA-256 of salt ‖ RFC 8785 of the data: what a public event says of what it withholds. */
export function contentDigest(data: unknown, salt: Uint8Array): string {
  return `sha-256:${hash('sha256', Buffer.concat([salt, Buffer.from(canonicalize(data))]), 'base64url')}`
}

/** The content of a message: what two sendings of one id are compared by (annex A4). */
export type MessageContent = { type: unknown; time: unknown; case?: unknown; data: unknown }

/** The base64url SHA-256 of a message's content, whatever else stands beside it. */
export function messageDigest(message: MessageContent): string {
  const { type, time, data } = message
  return hash('sha256', canonicalize({ type, time, case: message.case, data }), 'base64url')
}
