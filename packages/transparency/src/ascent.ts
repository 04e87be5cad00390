/** Where a proof has climbed to: the number of a node on its level, and of that level's last node (`fn`, `sn` of RFC 9162). */
export interface Ascent {
  readonly node: number
  readonly edge: number
}

/** One level up. By division, since positions reach 2^53 and shifts end at 2^32. */
export function rise({ node, edge }: Ascent): Ascent {
  return { node: Math.floor(node / 2), edge: Math.floor(edge / 2) }
}

/** Whether the next hash of the proof stands to the left: the node is a right child, or the last of its level. */
export function siblingIsLeft({ node, edge }: Ascent): boolean {
  return node % 2 === 1 || node === edge
}

/** Up past the levels whose last node has no right sibling: it rises unchanged until it is a right child, or the root. */
export function riseToRightChild(from: Ascent): Ascent {
  let ascent = from
  while (ascent.node % 2 === 0 && ascent.node !== 0) ascent = rise(ascent)
  return ascent
}

/** Up to the root of the largest complete subtree that ends with the node. */
export function riseToLeftChild(from: Ascent): Ascent {
  let ascent = from
  while (ascent.node % 2 === 1) ascent = rise(ascent)
  return ascent
}
