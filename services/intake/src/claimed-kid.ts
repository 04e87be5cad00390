import { parseIJson } from '@inquiry/envelope'

/** Bytes from which on there must have been the dot that ends the header. */
export const maxHeaderBytes = 1_400

/**
 * The protected header of an envelope as it is written, before the first dot; undefined where it has not come yet, or
 * never does.
 */
export function headerSegment(start: Uint8Array): string | undefined {
  const dot = start.subarray(0, maxHeaderBytes).indexOf(0x2e)
  return dot < 0 ? undefined : Buffer.from(start.buffer, start.byteOffset, dot).toString('latin1')
}

/**
 * The key that a header says its envelope is signed with, before anything is verified; undefined where that cannot be
 * read. Good for nothing but to tell early whether that node may send just now.
 */
export function claimedKid(segment: string): string | undefined {
  const header = parseIJson(Buffer.from(segment, 'base64url'))
  if (!header.ok || typeof header.value !== 'object' || header.value === null) return undefined
  const kid = (header.value as { kid?: unknown }).kid
  return typeof kid === 'string' ? kid : undefined
}
