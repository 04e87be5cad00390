import { createHash } from 'node:crypto'
import { validEvents } from '../examples/valid-events.ts'

/** A log of a few events: the leaf bytes, the leaf hashes, the root at each size, and proofs (RFC 6962 §2.1, base64). */
export function eventsFile(): unknown {
  const leaves = validEvents
    .filter(({ name }) => name === 'minimal')
    .slice(0, 11)
    .map(({ value }, position) => leafOf(value, position))
  const hashes = leaves.map((leaf) => hash(Buffer.concat([Buffer.from([0]), leaf])))
  const sizes = Array.from({ length: hashes.length }, (_, i) => i + 1)
  return {
    emptyRoot: hash(Buffer.alloc(0)).toString('base64'),
    leaves: leaves.map((leaf, position) => ({
      position,
      leaf: leaf.toString('utf8'),
      leafHash: text(hashes[position]),
    })),
    roots: sizes.map((size) => ({ size, rootHash: rootOf(hashes.slice(0, size)).toString('base64') })),
    inclusion: sizes.flatMap((size) =>
      hashes
        .slice(0, size)
        .map((_, position) => ({ position, size, hashes: path(position, hashes.slice(0, size)).map(text) })),
    ),
    consistency: sizes.flatMap((to) =>
      sizes
        .filter((from) => from <= to)
        .map((from) => ({ from, to, hashes: from === to ? [] : subproof(from, hashes.slice(0, to), true).map(text) })),
    ),
  }
}

/** The exact bytes of the event at a position; the log is of these bytes, however the members stand. */
function leafOf(event: Record<string, unknown>, position: number): Buffer {
  return Buffer.from(JSON.stringify({ ...event, id: `440000-hub:${position}`, position, sequence: String(position) }))
}

const text = (bytes: Buffer | undefined) => (bytes ?? Buffer.alloc(0)).toString('base64')

function hash(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}

/** The largest power of two smaller than the number. */
function split(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1)
}

function rootOf(hashes: readonly Buffer[]): Buffer {
  const [only, ...others] = hashes
  if (only === undefined) return hash(Buffer.alloc(0))
  if (others.length === 0) return only
  const left = split(hashes.length)
  return hash(Buffer.concat([Buffer.from([1]), rootOf(hashes.slice(0, left)), rootOf(hashes.slice(left))]))
}

/** RFC 6962 §2.1.1. */
function path(position: number, hashes: readonly Buffer[]): Buffer[] {
  if (hashes.length <= 1) return []
  const left = split(hashes.length)
  return position < left
    ? [...path(position, hashes.slice(0, left)), rootOf(hashes.slice(left))]
    : [...path(position - left, hashes.slice(left)), rootOf(hashes.slice(0, left))]
}

/** RFC 6962 §2.1.2. */
function subproof(from: number, hashes: readonly Buffer[], whole: boolean): Buffer[] {
  if (from === hashes.length) return whole ? [] : [rootOf(hashes)]
  const left = split(hashes.length)
  return from <= left
    ? [...subproof(from, hashes.slice(0, left), whole), rootOf(hashes.slice(left))]
    : [...subproof(from - left, hashes.slice(left), false), rootOf(hashes.slice(0, left))]
}
