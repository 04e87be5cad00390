import { isUtf8 } from 'node:buffer'
import { findDuplicate } from './i-json-duplicate.ts'
import { scan } from './i-json-scan.ts'
import type { OddNumber } from './i-json-scan.ts'
import { isObject } from './json-object.ts'
import type { Place } from './refusal.ts'

/** The value with the places of its numbers that are not plain integers, or the rule that the text breaks. */
export type IJson = { ok: true; value: unknown; oddNumbers: OddNumber[] } | { ok: false; fault: Place }

/**
 * Read I-JSON (RFC 7493) as the standard narrows it: UTF-8 without BOM, nested at most 32 deep, no member name twice in
 * an object, no lone surrogates, no U+0000, no number beyond ±(2^53−1). Numbers not written as plain integers are listed
 * for the reader to judge. Costs one pass over the text beside JSON.parse; hostile input costs no more than its length,
 * and no stack.
 */
export function parseIJson(bytes: Uint8Array): IJson {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return no('bom')
  if (!isUtf8(bytes)) return no('utf-8')
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const scanned = scan(text)
  if (typeof scanned === 'string') return no(scanned)
  const value = parsed(text)
  if (value === undefined) return no('json')
  if (memberCount(value) !== scanned.members) return no('unique-member', findDuplicate(text))
  return { ok: true, value, oddNumbers: scanned.oddNumbers }
}

function no(rule: string, pointer = ''): IJson {
  return { ok: false, fault: { pointer, rule } }
}

/** The value, or undefined, which JSON has no text for. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How many members all objects of a value have. The text has more exactly when a name stands twice. */
function memberCount(value: unknown): number {
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) count += memberCount(item)
    return count
  }
  if (!isObject(value)) return 0
  for (const key in value) count += 1 + memberCount(value[key])
  return count
}
