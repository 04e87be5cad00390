/** Text as it is searched: NFKC, without case, white space as one blank. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ')
}

/** Every pair of neighbouring UTF-16 code units, each once, as 32 bits. A part of two or more is found by its pairs. */
export function pairsOf(text: string): Set<number> {
  const pairs = new Set<number>()
  for (let i = 0; i + 1 < text.length; i += 1) pairs.add(((text.charCodeAt(i) << 16) | text.charCodeAt(i + 1)) >>> 0)
  return pairs
}

/** The bucket of a pair, 0–255: the top bits of a multiplicative hash, so that a search reads a small part of a segment. */
export function bucketOf(pair: number): number {
  return Math.imul(pair, 0x9e3779b1) >>> 24
}

/**
 * Which text of a segment has which pair, by bucket. A bucket is a list in ascending order of pairs; each entry is the
 * distance from the pair before, the number of bytes that follow, and the distances between the texts' numbers, all as
 * LEB128.
 */
export function encodeSegment(texts: readonly string[]): Map<number, Buffer> {
  const postings = new Map<number, number[]>()
  texts.forEach((text, number) => {
    for (const pair of pairsOf(searchable(text))) {
      const list = postings.get(pair)
      if (list) list.push(number)
      else postings.set(pair, [number])
    }
  })
  const byBucket = new Map<number, number[]>()
  for (const pair of [...postings.keys()].toSorted((one, other) => one - other)) {
    const bucket = bucketOf(pair)
    const list = byBucket.get(bucket)
    if (list) list.push(pair)
    else byBucket.set(bucket, [pair])
  }
  return new Map([...byBucket].map(([bucket, pairs]) => [bucket, encodeBucket(pairs, postings)]))
}

function encodeBucket(pairs: readonly number[], postings: ReadonlyMap<number, readonly number[]>): Buffer {
  const bytes: number[] = []
  let before = 0
  for (const pair of pairs) {
    const numbers: number[] = []
    let last = 0
    for (const number of postings.get(pair) ?? []) {
      writeVarint(numbers, number - last)
      last = number
    }
    writeVarint(bytes, pair - before)
    writeVarint(bytes, numbers.length)
    for (const byte of numbers) bytes.push(byte)
    before = pair
  }
  return Buffer.from(bytes)
}

/** The numbers of the texts that have the pair, ascending. */
export function findPair(bucket: Buffer, pair: number): number[] {
  const reader = { bytes: bucket, at: 0 }
  let present = 0
  while (reader.at < bucket.length && present <= pair) {
    present += readVarint(reader)
    const length = readVarint(reader)
    const end = reader.at + length
    if (present === pair) return readNumbers(reader, end)
    reader.at = end
  }
  return []
}

type Reader = { bytes: Buffer; at: number }

function readNumbers(reader: Reader, end: number): number[] {
  const numbers: number[] = []
  let last = 0
  while (reader.at < end) numbers.push((last += readVarint(reader)))
  return numbers
}

function writeVarint(bytes: number[], value: number): void {
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
}

function readVarint(reader: Reader): number {
  let value = 0
  for (let scale = 1; ; scale *= 0x80) {
    const byte = reader.bytes[reader.at++] ?? 0
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return value
  }
}
