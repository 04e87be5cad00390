import type { SigningKey } from '@inquiry/envelope'
import { formatVkey, signatureTypes, verifierKey, type NoteSigner, type VerifierKey } from '@inquiry/transparency'
import type { LogTree } from './tiles.query.ts'

/** A tree's origin: unique to the hub, and the name of every key that signs its checkpoints (C2SP tlog-checkpoint). */
export function logOrigin(hubId: string, tree: LogTree = 'events'): string {
  const origin = `standard.invalid/hubs/${hubId}`
  return tree === 'events' ? origin : `${origin}/rows`
}

/** The public half of a key of the hub, as it signs for a tree. */
export function logVerifier(hubId: string, jwk: { x?: string }, tree: LogTree = 'events'): VerifierKey {
  return verifierKey(logOrigin(hubId, tree), signatureTypes.ed25519, Buffer.from(jwk.x ?? '', 'base64url'))
}

/** What signs checkpoints of a tree with an Ed25519 key of the hub. */
export function noteSigner(
  hubId: string,
  { jwk, signer }: Pick<SigningKey, 'jwk' | 'signer'>,
  tree: LogTree = 'events',
): NoteSigner {
  return { key: logVerifier(hubId, jwk, tree), sign: async (bytes) => signer.sign(bytes) }
}

/** The text by which others know the key (annex A16): `<origin>+<8 hex>+<base64>`. */
export function logVkey(hubId: string, { jwk }: Pick<SigningKey, 'jwk'>): string {
  return formatVkey(logVerifier(hubId, jwk))
}
