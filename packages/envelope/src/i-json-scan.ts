import { pointer } from '@inquiry/schema'

const quote = 0x22
const backslash = 0x5c
const maxDepth = 32
/** No object the standard knows has more than some hundred members; a table of a million names costs seconds. */
const maxMembers = 10_000

/** A number that stands in the text with a decimal point, an exponent, or as -0, and where: JSON Pointer. */
export type OddNumber = { pointer: string; literal: string }

/** How many members stand in the text, those of a repeated name counted each, and the numbers not plainly integers. */
export type Scanned = { members: number; oddNumbers: OddNumber[] }

/**
 * Find what JSON.parse would silently drop or change, in one pass over the text, before anything is built from it.
 * Gives the broken rule's name where one is broken. For text that is JSON the answer is exact; for other text it means
 * nothing, and JSON.parse refuses it.
 */
export function scan(text: string): Scanned | string {
  const levels = new Levels(text)
  const oddNumbers: OddNumber[] = []
  let members = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === quote) {
      const end = stringEnd(text, at)
      if (typeof end === 'string') return end
      levels.string(at, end)
      at = end
    } else if (unit === 0x3a) {
      members++
      if (levels.colon() > maxMembers) return 'members'
    } else if (unit === 0x2c) levels.comma()
    else if (unit === 0x7b || unit === 0x5b) {
      if (levels.open(unit === 0x7b) > maxDepth) return 'depth'
    } else if (unit === 0x7d || unit === 0x5d) {
      if (levels.close() < 0) return 'json'
    } else if (unit === 0x2d || isDigit(unit)) {
      const end = numberEnd(text, at)
      const kind = judgeNumber(text, at, end)
      if (kind === 'safe-integer') return kind
      if (kind === 'odd') oddNumbers.push({ pointer: levels.pointer(), literal: text.slice(at, end) })
      at = end - 1
    }
  }
  return { members, oddNumbers }
}

/** Where the reading stands: for each level the object's latest member name, or the array's index. */
class Levels {
  readonly #text: string
  readonly #isObject = new Uint8Array(maxDepth + 2)
  readonly #index = new Int32Array(maxDepth + 2)
  readonly #nameStart = new Int32Array(maxDepth + 2)
  readonly #nameEnd = new Int32Array(maxDepth + 2)
  #depth = 0
  #stringStart = 0
  #stringEnd = 0

  constructor(text: string) {
    this.#text = text
  }

  open(isObject: boolean): number {
    this.#depth++
    this.#isObject[this.#depth] = isObject ? 1 : 0
    this.#index[this.#depth] = 0
    return this.#depth
  }

  close(): number {
    return --this.#depth
  }

  string(start: number, end: number): void {
    this.#stringStart = start
    this.#stringEnd = end
  }

  /** The string before a colon is a name. Gives the number of the object's members so far. */
  colon(): number {
    this.#nameStart[this.#depth] = this.#stringStart
    this.#nameEnd[this.#depth] = this.#stringEnd
    return this.#index[this.#depth]! + 1
  }

  comma(): void {
    this.#index[this.#depth] = this.#index[this.#depth]! + 1
  }

  pointer(): string {
    const path: (string | number)[] = []
    for (let level = 1; level <= this.#depth; level++) path.push(this.#step(level))
    return pointer(path)
  }

  #step(level: number): string | number {
    if (this.#isObject[level] === 0) return this.#index[level]!
    const name = this.#text.slice(this.#nameStart[level]! + 1, this.#nameEnd[level])
    return name.includes('\\') ? unescape(name) : name
  }
}

/** A name whose escapes may be of any kind; of text that is not JSON, the name as it stands. */
function unescape(name: string): string {
  try {
    return JSON.parse(`"${name}"`) as string
  } catch {
    return name
  }
}

/** Where the closing quote of the string stands that begins here, or the rule that the string breaks. */
function stringEnd(text: string, start: number): number | string {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === quote) return at
    if (unit !== backslash) continue
    const step = escapeLength(text, at)
    if (typeof step === 'string') return step
    at += step
  }
  return 'json'
}

/** How many units follow the backslash of an escape, or the rule it breaks. */
function escapeLength(text: string, at: number): number | string {
  if (text.charCodeAt(at + 1) !== 0x75) return 1
  const unit = hex(text, at + 2)
  if (unit === 0) return 'nul'
  if (unit < 0xd800 || unit > 0xdfff) return 5
  const paired = unit <= 0xdbff && text.charCodeAt(at + 6) === backslash && text.charCodeAt(at + 7) === 0x75
  const low = paired ? hex(text, at + 8) : 0
  return low >= 0xdc00 && low <= 0xdfff ? 11 : 'surrogate'
}

/** Four hexadecimal digits as a number; -1 where they are not. */
function hex(text: string, at: number): number {
  const digits = text.slice(at, at + 4)
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : -1
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

/** Where the number ends that begins here: after its last digit, point, exponent or sign. */
function numberEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const belongs = isDigit(unit) || unit === 0x2e || unit === 0x65 || unit === 0x45 || unit === 0x2b || unit === 0x2d
    if (!belongs) return at
  }
  return text.length
}

function judgeNumber(text: string, start: number, end: number): 'plain' | 'odd' | 'safe-integer' {
  if (end - start <= 15 && isDigit(text.charCodeAt(start)) && isDigits(text, start + 1, end)) return 'plain'
  const literal = text.slice(start, end)
  if (Math.abs(Number(literal)) > Number.MAX_SAFE_INTEGER) return 'safe-integer'
  return /^(0|-?[1-9]\d*)$/.test(literal) ? 'plain' : 'odd'
}

function isDigits(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}
