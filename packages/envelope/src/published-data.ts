import { hash } from 'node:crypto'
import { canonicalize } from './canonical-json.ts'
import { toBase64url } from './base64url.ts'
import { headerForms, readCompact } from './compact.ts'
import type { VerificationKey } from './public-key.ts'
import { algorithmNamed, verifySignature } from './signature.ts'
import type { Signer } from './signature.ts'

/** What the hub publishes under its signature; each has a `typ` of its own, so that none passes for the other. */
export type PublishedKind = 'calendar' | 'deadlineProfile'

/** Sign data that the hub publishes: a compact JWS whose payload is the RFC 8785 form of the data. */
export async function signPublished(kind: PublishedKind, data: object, signer: Signer): Promise<string> {
  const header = { alg: signer.alg, kid: signer.kid, typ: headerForms[kind].typ }
  const signingInput = `${toBase64url(JSON.stringify(header))}.${toBase64url(canonicalize(data))}`
  return `${signingInput}.${toBase64url(await signer.sign(Buffer.from(signingInput)))}`
}

/** Whether the data, which bear their `digest` and `signature`, are what one of these keys of the hub signed. */
export async function verifyPublished(
  kind: PublishedKind,
  { digest, signature, ...data }: { digest?: unknown; signature?: unknown; [member: string]: unknown },
  keys: readonly VerificationKey[],
): Promise<boolean> {
  if (typeof signature !== 'string') return false
  const read = readCompact(Buffer.from(signature), headerForms[kind])
  if (!read.ok) return false
  const { kid, alg, payload, signingInput, signature: bytes } = read.compact
  const key = keys.find((candidate) => candidate.kid === kid)
  if (!key || algorithmNamed(alg) !== key.alg) return false
  const isWhole = payload.equals(Buffer.from(canonicalize(data)))
  if (!isWhole || digest !== `sha-256:${hash('sha256', payload, 'base64url')}`) return false
  return verifySignature(key.alg, key.publicKey, signingInput, bytes)
}
