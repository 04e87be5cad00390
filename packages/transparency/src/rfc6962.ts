import { sha256 } from '#sha256'

/** Length of a hash of the log in bytes. */
export const hashLength = 32

/** Root of the tree without leaves: SHA-256 of the empty string (RFC 6962 §2.1). */
export const emptyRootHash: Uint8Array = sha256(new Uint8Array(0))

/** Hash of a leaf: SHA-256(0x00 ‖ leaf) (RFC 6962 §2.1). */
export function hashLeaf(leaf: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + leaf.length)
  input.set(leaf, 1)
  return sha256(input)
}

/** Hash of two neighbouring subtrees: SHA-256(0x01 ‖ left ‖ right), each 32 bytes (RFC 6962 §2.1). */
export function hashChildren(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + 2 * hashLength)
  input[0] = 0x01
  input.set(left, 1)
  input.set(right, 1 + hashLength)
  return sha256(input)
}
