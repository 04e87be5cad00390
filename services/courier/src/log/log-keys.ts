import type { SigningKey } from '@inquiry/envelope'
import { formatVkey, signatureTypes, verifierKey, type NoteSigner } from '@inquiry/transparency'

/** The log's origin: unique to the hub, and the name of every key that signs its checkpoints (C2SP tlog-checkpoint). */
export function logOrigin(hubId: string): string {
  return `standard.invalid/hubs/${hubId}`
}

/** What signs checkpoints with an Ed25519 key of the hub. */
export function noteSigner(hubId: string, { jwk, signer }: Pick<SigningKey, 'jwk' | 'signer'>): NoteSigner {
  const publicKey = Buffer.from(jwk.x, 'base64url')
  return {
    key: verifierKey(logOrigin(hubId), signatureTypes.ed25519, publicKey),
    sign: async (bytes) => signer.sign(bytes),
  }
}

/** The text by which others know the key (annex A16): `<origin>+<8 hex>+<base64>`. */
export function logVkey(hubId: string, key: Pick<SigningKey, 'jwk' | 'signer'>): string {
  return formatVkey(noteSigner(hubId, key).key)
}
