/** Crockford's base32: digits and letters without I, L, O, U, which are misread. */
export const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A number as so many symbols, most significant first. */
export function encode(value: bigint, length: number): string {
  let text = ''
  for (let rest = value, i = 0; i < length; i++, rest >>= 5n) text = symbols[Number(rest & 31n)]! + text
  return text
}

/** The number that symbols write, or undefined where one of them is none. */
export function decode(text: string): bigint | undefined {
  let value = 0n
  for (const symbol of text) {
    const digit = symbols.indexOf(symbol)
    if (digit < 0) return undefined
    value = (value << 5n) | BigInt(digit)
  }
  return value
}

/** What a person typed, as it was meant: capitals, no hyphens or spaces, I and L for 1, O for 0. */
export function normalize(text: string): string {
  return text.toUpperCase().replaceAll(/[-\s]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
}

/** A number from random bytes, of exactly so many bits. */
export function randomNumber(bits: number, random: (bytes: number) => Uint8Array): bigint {
  const bytes = random(Math.ceil(bits / 8))
  const value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  return value & ((1n << BigInt(bits)) - 1n)
}
