import type { Database } from '@inquiry/database'
import { fail } from '@inquiry/problems'
import type { ConsistencyProof, InclusionProof } from '@inquiry/schema'
import { consistencyProof, hashesIn, inclusionProof, rootHashAt, tileWidth, toBase64 } from '@inquiry/transparency'
import { storedTiles } from './tiles.query.ts'

/** That the leaf at a position is in the log of that size (RFC 6962 §2.1.1, annex A18); read from stored tiles alone. */
export async function proveInclusion(
  db: Database,
  { position, size }: { position: number; size: number },
  checkpointSize: number,
): Promise<InclusionProof> {
  mustBeSafe({ position, size })
  if (position >= size) badParameter('position', 'position 必须小于 size。', 'position must be less than size.')
  mustBeSigned(size, checkpointSize)
  const tiles = storedTiles(db, 'events')
  const [hashes, rootHash, [leaves]] = await Promise.all([
    inclusionProof(tiles, position, size),
    rootHashAt(tiles, size),
    tiles.readTiles([{ level: 0, index: Math.floor(position / tileWidth) }]),
  ])
  const leafHash = hashesIn(leaves, position % tileWidth, 1)
  if (!leafHash) throw new Error(`the leaf hash of position ${position} is not stored`)
  return {
    position,
    size,
    leafHash: toBase64(leafHash),
    rootHash: toBase64(rootHash),
    hashes: hashes.map((hash) => toBase64(hash)),
  }
}

/** That the log of size `to` begins with the log of size `from` (RFC 6962 §2.1.2, annex A18). */
export async function proveConsistency(
  db: Database,
  { from, to }: { from: number; to: number },
  checkpointSize: number,
): Promise<ConsistencyProof> {
  mustBeSafe({ from, to })
  if (from === 0) badParameter('from', 'from 必须大于 0。', 'from must be greater than 0.')
  if (from > to) badParameter('from', 'from 不得大于 to。', 'from must not be greater than to.')
  mustBeSigned(to, checkpointSize)
  const tiles = storedTiles(db, 'events')
  const [hashes, fromRoot, toRoot] = await Promise.all([
    consistencyProof(tiles, from, to),
    rootHashAt(tiles, from),
    rootHashAt(tiles, to),
  ])
  return {
    from,
    to,
    fromRootHash: toBase64(fromRoot),
    toRootHash: toBase64(toRoot),
    hashes: hashes.map((hash) => toBase64(hash)),
  }
}

function mustBeSafe(numbers: Record<string, number>): void {
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isSafeInteger(value)) badParameter(name, `${name} 过大。`, `${name} is too large.`)
}

function mustBeSigned(size: number, checkpointSize: number): void {
  if (size <= checkpointSize) return
  fail('not-found', `检查点只到 ${checkpointSize}。`, `The checkpoint reaches to ${checkpointSize} only.`)
}

function badParameter(name: string, zh: string, en: string): never {
  return fail('invalid-parameter', zh, en, { errors: [{ pointer: `?${name}`, rule: 'range', message: en }] })
}
