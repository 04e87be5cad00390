const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkSymbols = `${symbols}*~$=U`

/** What a person typed, and the code it is; null where the check symbol, or a symbol, says that it is none. */
export type QueryCodeVector = { typed: string; code: string | null }

/** The code of an 80-bit number (annex B10). */
function queryCodeOf(value: bigint): string {
  const data = Array.from({ length: 16 }, (_, i) => symbols[Number((value >> BigInt(75 - i * 5)) & 31n)]).join('')
  return `${data.replaceAll(/.{4}/gu, '$&-')}${checkSymbols[Number(value % 37n)]}`
}

/** The code of the number, or of the next smaller one whose check symbol is one that is issued. */
function issued(value: bigint): string {
  return value % 37n < 32n ? queryCodeOf(value) : issued(value - 1n)
}

const first = issued(0x3a45_0a81_3726_e569_1f4dn)
const withLetters = issued(0x0842_1084_2108_4210_8421n)

export const queryCodeVectors: readonly QueryCodeVector[] = [
  { typed: first, code: first },
  { typed: first.toLowerCase(), code: first },
  { typed: first.replaceAll('-', ''), code: first },
  { typed: withLetters, code: withLetters },
  { typed: withLetters.replaceAll('1', 'I'), code: withLetters },
  { typed: withLetters.replaceAll('1', 'l'), code: withLetters },
  { typed: issued(0n), code: issued(0n) },
  { typed: issued(0n).replaceAll('0', 'O'), code: issued(0n) },
  { typed: issued(2n ** 80n - 1n), code: issued(2n ** 80n - 1n) },
  { typed: `${first.slice(0, -1)}${first.endsWith('0') ? '1' : '0'}`, code: null },
  { typed: `${first[1]}${first[0]}${first.slice(2)}`, code: null },
  { typed: first.slice(1), code: null },
  { typed: `${first}0`, code: null },
  { typed: first.replace(first[2] ?? '', '!'), code: null },
  { typed: '', code: null },
]
