import { generateKeyPairSync, randomInt, sign } from 'node:crypto'
import { parseArgs } from 'node:util'
import {
  consistencyProof,
  emptyEdge,
  formatVkey,
  growTree,
  hashLeaf,
  inclusionProof,
  loadEdge,
  rootHashAt,
  rootHashOf,
  signatureTypes,
  signCheckpoint,
  verifierKey,
  verifyConsistency,
  verifyInclusion,
  verifyLog,
  type LogEntry,
  type NoteSigner,
  type TreeEdge,
} from '../src/index.ts'
import { CountingStore } from './counting-store.ts'

/** What a log of this many leaves of 700 bytes cost, its tiles in memory. Times in µs unless named otherwise. */
export interface TransparencyMeasure {
  readonly leaves: number
  readonly append: AppendCost
  readonly loadEdge: ReadCost
  readonly inclusion: ReadCost & { readonly verifyMicros: number }
  readonly consistency: ReadCost & { readonly verifyMicros: number }
  /** Seconds to check the whole export offline: every leaf, tile, and the root. */
  readonly verifyLogSeconds: number
}

/** For one leaf, over all the leaves added since the measure before; the right edge is written again with each batch. */
interface AppendCost {
  readonly leafHashMicros: number
  readonly treeMicros: number
  readonly bytesWritten: number
}

interface ReadCost {
  readonly p50Micros: number
  readonly p99Micros: number
  readonly tilesRead: number
  readonly bytesRead: number
}

interface Draw {
  readonly prove: () => Promise<readonly Uint8Array[]>
  readonly verify: (hashes: readonly Uint8Array[]) => boolean
}

const batchLength = 200
const leafLength = 700
const samples = 1000
const steps = [10_000, 100_000]
const origin = 'measure.example/log'

/**
 * Grows a log to `--leaves` (1,000,000 if not given) and says at 10,000, at 100,000 and at the end what a leaf, a proof
 * at a random place and a whole check cost. Prints a table, or with `--json` the measures.
 */
export async function runTransparency(args: readonly string[]): Promise<TransparencyMeasure[]> {
  const options = { leaves: { type: 'string', default: '1000000' }, json: { type: 'boolean', default: false } } as const
  const { values } = parseArgs({ args: [...args], options })
  const last = Number(values.leaves)
  const store = new CountingStore()
  const measures: TransparencyMeasure[] = []
  let edge = emptyEdge
  for (const size of [...steps.filter((step) => step < last), last]) {
    const grown = grow(store, edge, size)
    edge = grown.edge
    measures.push(await measure(store, edge, grown.append))
  }
  console.log(values.json ? JSON.stringify(measures, null, 2) : tableOf(measures))
  return measures
}

async function measure(store: CountingStore, edge: TreeEdge, append: AppendCost): Promise<TransparencyMeasure> {
  const { size } = edge
  const loading = { prove: async () => (await loadEdge(store, size)).subtreeRoots, verify: () => true }
  const { verifyMicros: _, ...edgeCost } = await costOf(store, async () => loading)
  const inclusion = await costOf(store, async () => drawLeaf(store, edge))
  const consistency = await costOf(store, () => drawSize(store, edge))
  const verifyLogSeconds = await secondsToVerify(store, edge)
  return { leaves: size, append, loadEdge: edgeCost, inclusion, consistency, verifyLogSeconds }
}

function grow(store: CountingStore, from: TreeEdge, size: number): { edge: TreeEdge; append: AppendCost } {
  let [edge, hashing, growing] = [from, 0, 0]
  store.reset()
  while (edge.size < size) {
    const length = Math.min(batchLength, size - edge.size)
    const leaves = Array.from({ length }, (_, at) => leafAt(edge.size + at))
    const begin = performance.now()
    const hashes = leaves.map(hashLeaf)
    const hashed = performance.now()
    const grown = growTree(edge, hashes)
    store.writeTiles(grown.tiles)
    growing += performance.now() - hashed
    hashing += hashed - begin
    edge = grown.edge
  }
  const each = (total: number) => total / (size - from.size)
  const append = {
    leafHashMicros: each(hashing * 1000),
    treeMicros: each(growing * 1000),
    bytesWritten: each(store.bytesWritten),
  }
  return { edge, append }
}

function drawLeaf(store: CountingStore, edge: TreeEdge): Draw {
  const position = randomInt(edge.size)
  const claim = { position, size: edge.size, leafHash: hashLeaf(leafAt(position)), rootHash: rootHashOf(edge) }
  return {
    prove: () => inclusionProof(store, position, edge.size),
    verify: (hashes) => verifyInclusion({ ...claim, hashes }),
  }
}

async function drawSize(store: CountingStore, edge: TreeEdge): Promise<Draw> {
  const [from, to] = [1 + randomInt(edge.size), edge.size]
  const claim = { from, to, fromRootHash: await rootHashAt(store, from), toRootHash: rootHashOf(edge) }
  return { prove: () => consistencyProof(store, from, to), verify: (hashes) => verifyConsistency({ ...claim, hashes }) }
}

async function costOf(store: CountingStore, draw: () => Promise<Draw>): Promise<ReadCost & { verifyMicros: number }> {
  const [proving, verifying, tiles, bytes]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let sample = 0; sample < samples; sample += 1) {
    const { prove, verify } = await draw()
    store.reset()
    const begin = performance.now()
    const hashes = await prove()
    const proved = performance.now()
    if (!verify(hashes)) throw new Error('a proof from the stored tiles does not hold')
    verifying.push((performance.now() - proved) * 1000)
    proving.push((proved - begin) * 1000)
    tiles.push(store.tilesRead)
    bytes.push(store.bytesRead)
  }
  const [p50Micros, p99Micros] = [quantile(proving, 0.5), quantile(proving, 0.99)]
  return {
    p50Micros,
    p99Micros,
    tilesRead: mean(tiles),
    bytesRead: mean(bytes),
    verifyMicros: quantile(verifying, 0.5),
  }
}

async function secondsToVerify(tiles: CountingStore, edge: TreeEdge): Promise<number> {
  const signer = newSigner()
  const checkpoint = await signCheckpoint({ origin, size: edge.size, rootHash: rootHashOf(edge) }, signer)
  const begin = performance.now()
  const verdict = await verifyLog({ events: leavesOf(edge.size), checkpoint, vkey: formatVkey(signer.key), tiles })
  if (!verdict.holds) throw new Error('the log that was measured does not hold')
  return (performance.now() - begin) / 1000
}

async function* leavesOf(size: number): AsyncGenerator<LogEntry> {
  for (let position = 0; position < size; position += 1) yield { position, leaf: leafAt(position) }
}

function leafAt(position: number): Uint8Array {
  const leaf = new Uint8Array(leafLength)
  new DataView(leaf.buffer).setBigUint64(0, BigInt(position))
  return leaf
}

function newSigner(): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
  return {
    key: verifierKey(origin, signatureTypes.ed25519, raw),
    sign: async (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  }
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? Number.NaN
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function tableOf(measures: readonly TransparencyMeasure[]): string {
  const rows: [string, (measure: TransparencyMeasure) => number][] = [
    ['append, µs per leaf: hash of 700 bytes', ({ append }) => append.leafHashMicros],
    ['append, µs per leaf: tree and tiles, batches of 200', ({ append }) => append.treeMicros],
    ['append, tile bytes written per leaf', ({ append }) => append.bytesWritten],
    ['edge loaded, µs p50', (measured) => measured.loadEdge.p50Micros],
    ['edge loaded, bytes read', (measured) => measured.loadEdge.bytesRead],
    ['inclusion proof, µs p50', ({ inclusion }) => inclusion.p50Micros],
    ['inclusion proof, µs p99', ({ inclusion }) => inclusion.p99Micros],
    ['inclusion proof, tiles read', ({ inclusion }) => inclusion.tilesRead],
    ['inclusion proof, bytes read', ({ inclusion }) => inclusion.bytesRead],
    ['inclusion proof verified, µs p50', ({ inclusion }) => inclusion.verifyMicros],
    ['consistency proof, µs p50', ({ consistency }) => consistency.p50Micros],
    ['consistency proof, µs p99', ({ consistency }) => consistency.p99Micros],
    ['consistency proof, tiles read', ({ consistency }) => consistency.tilesRead],
    ['consistency proof, bytes read', ({ consistency }) => consistency.bytesRead],
    ['consistency proof verified, µs p50', ({ consistency }) => consistency.verifyMicros],
    ['whole log checked, s', ({ verifyLogSeconds }) => verifyLogSeconds],
  ]
  const heading = ['leaves', ...measures.map(({ leaves }) => leaves.toLocaleString('en'))]
  const lines = [heading, ...rows.map(([title, of]) => [title, ...measures.map((measured) => rounded(of(measured)))])]
  return lines
    .map(([title = '', ...cells]) => title.padEnd(52) + cells.map((cell) => cell.padStart(12)).join(''))
    .join('\n')
}

function rounded(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 })
}

if (import.meta.main) await runTransparency(process.argv.slice(2))
