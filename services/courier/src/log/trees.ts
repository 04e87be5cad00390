import type { SigningKey } from '@inquiry/envelope'
import { growTree, hashLeaf, rootHashOf, type Tile, type TreeEdge } from '@inquiry/transparency'
import { noteSigner } from './log-keys.ts'
import type { LoggedRow } from './logged-rows.query.ts'
import { isSignedByAll, signedNote } from './sign-checkpoint.ts'
import type { LogTree } from './tiles.query.ts'

/** The edges of both trees; they always stand at the same size. */
export type LogEdges = Record<LogTree, TreeEdge>

/** The trees of the log. */
export const logTrees = ['events', 'rows'] as const satisfies readonly LogTree[]

/** Both trees with the next rows at their ends, and the tiles of each that have to be written. */
export function growTrees(
  edges: LogEdges,
  rows: readonly LoggedRow[],
): { edges: LogEdges; tiles: Record<LogTree, readonly Tile[]> } {
  const events = growTree(
    edges.events,
    rows.map(({ leaf }) => hashLeaf(Buffer.from(leaf))),
  )
  const digests = growTree(
    edges.rows,
    rows.map(({ rowDigest }) => hashLeaf(rowDigest)),
  )
  return { edges: { events: events.edge, rows: digests.edge }, tiles: { events: events.tiles, rows: digests.tiles } }
}

/** What a checkpoint promises of both trees. */
export type PromisedTrees = { size: number; rootHash: Uint8Array; rowsRootHash: Uint8Array }

/** What the edges promise. */
export function promiseOf({ events, rows }: LogEdges): PromisedTrees {
  return { size: events.size, rootHash: rootHashOf(events), rowsRootHash: rootHashOf(rows) }
}

/** The notes of both trees, signed by every key. */
export async function signTrees(
  { size, rootHash, rowsRootHash }: PromisedTrees,
  { hubId, keys }: { hubId: string; keys: readonly SigningKey[] },
): Promise<{ note: string; rowsNote: string }> {
  const signersOf = (tree: LogTree) => keys.map((key) => noteSigner(hubId, key, tree))
  return {
    note: await signedNote({ size, rootHash }, signersOf('events')),
    rowsNote: await signedNote({ size, rootHash: rowsRootHash }, signersOf('rows')),
  }
}

/** Whether the note of the events bears a signature of each key. */
export function isSignedWith(note: string, { hubId, keys }: { hubId: string; keys: readonly SigningKey[] }): boolean {
  return isSignedByAll(
    note,
    keys.map((key) => noteSigner(hubId, key)),
  )
}
