import { hash } from 'node:crypto'
import { decode, encode, normalize, randomNumber } from './crockford.ts'

const length = 26
const bits = length * 5

/** A new enrolment code: 26 symbols of Crockford base32, 130 random bits (annex C.14). */
export function newEnrolmentCode(random: (bytes: number) => Uint8Array): string {
  return encode(randomNumber(bits, random), length)
}

/**
 * What is kept of an enrolment code: the base64url SHA-256 of its normal form, so that it does not matter how it was
 * typed. The code has 130 random bits: no salt or slow hash is needed. Undefined where the text is no code.
 */
export function enrolmentCodeHash(text: string): string | undefined {
  const typed = normalize(text)
  if (typed.length !== length || decode(typed) === undefined) return undefined
  return hash('sha256', typed, 'base64url')
}
