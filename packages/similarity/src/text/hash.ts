/** A 32-bit signed FNV-1a hash of UTF-16 units of a text, mixed so that the low bits are usable on their own. */
export function hashText(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix(hash)
}

/** Spread the bits of a 32-bit integer (the finaliser of MurmurHash3), signed as PostgreSQL's int4. */
export function mix(value: number): number {
  let bits = value ^ (value >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) | 0
}

/** A hash of neighbouring characters, told apart from hashes of words: `size` units of the text from `at` on. */
export function hashUnits(text: string, at: number, size: number): number {
  let hash = Math.imul(0x9e3779b1, size)
  for (let unit = at; unit < at + size; unit++) hash = Math.imul(hash ^ text.charCodeAt(unit), 0x85ebca77)
  return mix(hash)
}

/** A hash of two characters that is the same whichever comes first. */
export function hashPair(one: number, other: number): number {
  const first = Math.imul(pairSeed ^ Math.min(one, other), 0x85ebca77)
  return mix(Math.imul(first ^ Math.max(one, other), 0x85ebca77))
}

const pairSeed = Math.imul(0x9e3779b1, 2)
