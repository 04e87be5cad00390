import { decode, encode, normalize, randomNumber, symbols } from './crockford.ts'

const bits = 80
const dataSymbols = 16
/** Values 32–36 of the check symbol, of which none is issued: they break in a URL or over the phone (annex B10). */
const checkSymbols = `${symbols}*~$=U`

/**
 * A new code for the citizen: 80 random bits and a check symbol modulo 37, as `XXXX-XXXX-XXXX-XXXX-C`. `random` gives so
 * many bytes that nobody can guess.
 */
export function newQueryCode(random: (bytes: number) => Uint8Array): string {
  for (;;) {
    const value = randomNumber(bits, random)
    const check = checkOf(value)
    if (symbols.includes(check)) return shown(encode(value, dataSymbols), check)
  }
}

/**
 * The code as it is stored and shown, from what a person typed: hyphens and case do not matter, I and L are read as 1, O
 * as 0. Undefined where it is no code or the check symbol says that it was mistyped.
 */
export function parseQueryCode(text: string): string | undefined {
  const typed = normalize(text)
  const value = typed.length === dataSymbols + 1 ? decode(typed.slice(0, dataSymbols)) : undefined
  if (value === undefined || typed[dataSymbols] !== checkOf(value)) return undefined
  return shown(typed.slice(0, dataSymbols), checkOf(value))
}

function checkOf(value: bigint): string {
  return checkSymbols[Number(value % 37n)]!
}

function shown(data: string, check: string): string {
  return `${data.replaceAll(/.{4}/g, '$&-')}${check}`
}
