import { hashUnits } from './hash.ts'

/** The distinct hashes of all runs of `size` characters, ascending. A text shorter than `size` has none. */
export function shingles(text: string, size: number): Int32Array {
  const hashes = new Int32Array(Math.max(0, text.length - size + 1))
  for (let at = 0; at < hashes.length; at++) hashes[at] = hashUnits(text, at, size)
  return distinct(hashes)
}

/** The same numbers ascending, each once. */
export function distinct(numbers: Int32Array): Int32Array {
  numbers.sort()
  let kept = 0
  for (let at = 0; at < numbers.length; at++) {
    if (at === 0 || numbers[at] !== numbers[at - 1]) numbers[kept++] = numbers[at] ?? 0
  }
  return numbers.slice(0, kept)
}

/** How many numbers two ascending lists have in common. */
export function sharedCount(a: Int32Array, b: Int32Array): number {
  let shared = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const left = a[i] as number
    const right = b[j] as number
    if (left === right) shared++
    if (left <= right) i++
    if (right <= left) j++
  }
  return shared
}
