import { toBase64url } from './base64url.ts'
import { headerForms } from './compact.ts'
import type { AccessClaims, EnrolmentClaims, EnvelopeClaims, KeyClaims, KeyProofClaims } from '@inquiry/schema'
import type { VerificationJwk } from './public-key.ts'
import type { Signer } from './signature.ts'

/** Seal an envelope: a compact JWS over exactly these claims. */
export function sealEnvelope(claims: EnvelopeClaims, signer: Signer): Promise<string> {
  return sealCompact({ alg: signer.alg, kid: signer.kid, typ: headerForms.envelope.typ }, claims, signer)
}

/** Seal an enrolment with the key that asks to be registered. */
export function sealEnrolment(claims: EnrolmentClaims, signer: Signer, jwk: VerificationJwk): Promise<string> {
  return sealCompact({ alg: signer.alg, typ: headerForms.enrolment.typ, jwk: bare(jwk) }, claims, signer)
}

/** Seal the addition of a key: the current key signs, the new one proves that its owner holds it (annex A21). */
export async function sealKeyAddition(
  { notAfter, ...issued }: KeyProofClaims & { notAfter?: string },
  current: Signer,
  added: Signer,
  jwk: VerificationJwk,
): Promise<string> {
  const proof = await sealCompact({ alg: added.alg, typ: headerForms.keyProof.typ, jwk: bare(jwk) }, issued, added)
  const claims: KeyClaims = { ...issued, proof, ...(notAfter === undefined ? {} : { notAfter }) }
  return sealCompact({ alg: current.alg, kid: current.kid, typ: headerForms.keyAddition.typ }, claims, current)
}

/** Seal an access token. */
export function sealAccessToken(claims: AccessClaims, signer: Signer): Promise<string> {
  return sealCompact({ alg: signer.alg, kid: signer.kid, typ: headerForms.accessToken.typ }, claims, signer)
}

/** A JWS in compact serialization (RFC 7515 §7.1) over the JSON of the claims. */
export async function sealCompact(header: object, claims: object, signer: Signer): Promise<string> {
  const signingInput = `${toBase64url(JSON.stringify(header))}.${toBase64url(JSON.stringify(claims))}`
  const signature = await signer.sign(Buffer.from(signingInput))
  return `${signingInput}.${toBase64url(signature)}`
}

/** Only the members that make the key. */
function bare(jwk: VerificationJwk): VerificationJwk {
  if (jwk.kty === 'EC') return { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }
  return { kty: jwk.kty, crv: jwk.crv, x: jwk.x }
}
