import { parseIJson } from '@inquiry/envelope'

const maxHeaderCharacters = 1_400

/**
 * The key that an envelope says it is signed with, before anything is verified; undefined where that cannot be read. Good
 * for nothing but to tell early whether that node may send just now.
 */
export function claimedKid(body: Uint8Array): string | undefined {
  const dot = body.subarray(0, maxHeaderCharacters).indexOf(0x2e)
  if (dot <= 0) return undefined
  const header = parseIJson(Buffer.from(Buffer.from(body.buffer, body.byteOffset, dot).toString('latin1'), 'base64url'))
  if (!header.ok || typeof header.value !== 'object' || header.value === null) return undefined
  const kid = (header.value as { kid?: unknown }).kid
  return typeof kid === 'string' ? kid : undefined
}
