import { z } from 'zod'
import { Kid } from '../identifiers.ts'

/** A coordinate of 32 bytes in base64url: 43 characters, the last of which carries two unused zero bits (RFC 7518 §6.2.1). */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
/** No value may stand here; the type is named for printers that must name one. */
const notPrivate = z.never().meta({ type: 'null' }).optional()
const labels = { kid: Kid.optional(), d: notPrivate }

const ed25519 = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate, ...labels })
const p256 = z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate, ...labels })
const x25519 = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: coordinate, ...labels })

/** A public signature key (RFC 7517): Ed25519 (RFC 8037) or P-256. It never has a private part `d`. */
export const SigningJwk = z.union([ed25519, p256]).meta({
  id: 'SigningJwk',
  description: '签名公钥 public signature key, Ed25519 preferred, ES256 accepted',
  examples: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }],
})
export type SigningJwk = z.infer<typeof SigningJwk>

/** A public key to which data are sealed with `ECDH-ES+A256KW`: P-256 or X25519. */
export const EncryptionJwk = z.union([p256, x25519]).meta({
  id: 'EncryptionJwk',
  description: '加密公钥 public key agreement key for ECDH-ES+A256KW',
  examples: [{ kty: 'OKP', crv: 'X25519', x: '3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08' }],
})
export type EncryptionJwk = z.infer<typeof EncryptionJwk>
