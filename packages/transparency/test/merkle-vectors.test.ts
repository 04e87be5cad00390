import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyConsistency, verifyInclusion } from '../src/index.ts'

// The vectors of transparency-dev/merkle are kept beside the project, not in it.
const folder = join(import.meta.dirname, '../../../../shared/data/vectors/merkle')
const present = existsSync(folder)
if (!present) console.warn('left out: the RFC 6962 vectors (inclusion, consistency, subtrees); their folder is absent')

interface Vector {
  readonly desc: string
  readonly wantErr: boolean
  readonly proof: readonly string[] | null
  readonly [sizeOrHash: string]: unknown
}

function vectorsOf(kind: string): [string, Vector][] {
  const files = globSync('**/*.json', { cwd: join(folder, kind) }).toSorted()
  return files.map((file) => [file, JSON.parse(readFileSync(join(folder, kind, file), 'utf8'))])
}

const bytes = (text: unknown) => new Uint8Array(Buffer.from(typeof text === 'string' ? text : '', 'base64'))
const number = (value: unknown) => Number(value ?? 0)
const hashes = (vector: Vector) => (vector.proof ?? []).map(bytes)

function includes(vector: Vector, start = 0, size = number(vector['treeSize'])): boolean {
  return verifyInclusion({
    position: number(vector['leafIdx']) - start,
    size,
    leafHash: bytes(vector['leafHash']),
    rootHash: bytes(vector['root']),
    hashes: hashes(vector),
  })
}

function isConsistent(vector: Vector, from: number, to: number): boolean {
  const [fromRootHash, toRootHash] = [bytes(vector['root1']), bytes(vector['root2'])]
  return verifyConsistency({ from, to, fromRootHash, toRootHash, hashes: hashes(vector) })
}

describe.skipIf(!present)('the vectors of transparency-dev/merkle', () => {
  const inclusion = present ? vectorsOf('inclusion') : []
  const consistency = present ? vectorsOf('consistency') : []

  test('are 98 for inclusion and 98 for consistency, some good and most bad', () => {
    expect([inclusion.length, consistency.length]).toEqual([98, 98])
    for (const vectors of [inclusion, consistency]) {
      expect(new Set(vectors.map(([, vector]) => vector.wantErr))).toEqual(new Set([true, false]))
    }
  })

  test.each(inclusion)('inclusion %s has the verdict it should', (_, vector) => {
    expect(includes(vector)).toBe(!vector.wantErr)
  })

  test.each(consistency)('consistency %s has the verdict it should', (_, vector) => {
    expect(isConsistent(vector, number(vector['size1']), number(vector['size2']))).toBe(!vector.wantErr)
  })
})

// A subtree may begin only at a multiple of a power of two that is not smaller than itself.
function isSubtree([, { start, end }]: [string, Vector]): boolean {
  const [begin, length] = [number(start), number(end) - number(start)]
  return length > 0 && begin % 2 ** Math.ceil(Math.log2(length)) === 0
}

// An empty subtree is consistent with every log for that draft, while nothing is shown by the empty log for ours.
function isEarlierLog([, { start, end }]: [string, Vector]): boolean {
  return number(start) === 0 && number(end) > 0
}

// Subtrees (draft-ietf-plants-merkle-tree-certs) are no part of our log; but a subtree is a tree of its own leaves, and
// one that begins with leaf 0 is the log at an earlier size, so these vectors say something about our proofs too.
describe.skipIf(!present)('the subtree vectors that are proofs of whole trees', () => {
  const inclusion = present ? vectorsOf('subtreeinclusion').filter(isSubtree) : []
  const consistency = present ? vectorsOf('subtreeconsistency').filter(isEarlierLog) : []

  test('are most of them', () => {
    console.info(`subtree vectors used: ${inclusion.length} of 204 inclusion, ${consistency.length} of 118 consistency`)
    expect(inclusion.length).toBeGreaterThan(100)
    expect(consistency.length).toBeGreaterThan(90)
  })

  test.each(inclusion)('inclusion %s has the verdict it should', (_, vector) => {
    const [start, end] = [number(vector['start']), number(vector['end'])]
    expect(includes(vector, start, end - start)).toBe(!vector.wantErr)
  })

  test.each(consistency)('consistency %s has the verdict it should', (_, vector) => {
    expect(isConsistent(vector, number(vector['end']), number(vector['size']))).toBe(!vector.wantErr)
  })
})
