import { z } from 'zod'
import { Jti, Kid, NodeId, Sequence } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { text } from '../text.ts'
import { EncryptionJwk, SigningJwk } from './jwk.ts'

/** The signature algorithms of this standard. `EdDSA` (RFC 8037) and `Ed25519` (RFC 9864) name the same. */
export const signatureAlgorithms = ['Ed25519', 'EdDSA', 'ES256'] as const
export const SignatureAlgorithm = z.enum(signatureAlgorithms).meta({ id: 'SignatureAlgorithm', examples: ['Ed25519'] })
export type SignatureAlgorithm = z.infer<typeof SignatureAlgorithm>

/** The `typ` of each token, so that none passes for another (RFC 8725 §3.11). */
export const tokenTypes = {
  envelope: 'inquiry-envelope+jwt',
  enrolment: 'inquiry-enrolment+jwt',
  key: 'inquiry-key+jwt',
  keyProof: 'inquiry-key-proof+jwt',
  access: 'inquiry-access+jwt',
  receipt: 'inquiry-receipt+jwt',
  calendar: 'inquiry-calendar+jwt',
  deadlineProfile: 'inquiry-deadline-profile+jwt',
} as const
export type TokenKind = keyof typeof tokenTypes

/** Seconds since 1970-01-01T00:00:00Z, an integer (RFC 7519 NumericDate). */
export const UnixSeconds = z
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ id: 'UnixSeconds', examples: [1795312800] })

/** The window of `iat` in seconds: so old it may be, so far ahead; both bounds are good (annex B8). */
export const issuedAtWindow = { maxAge: 300, maxAhead: 60 } as const

const byKey = { alg: SignatureAlgorithm, kid: Kid }
const byEmbeddedKey = { alg: SignatureAlgorithm, jwk: SigningJwk }
const head = { iss: NodeId, aud: NodeId, iat: UnixSeconds, jti: Jti }

/** The protected header of an envelope: these members and no other. */
export const EnvelopeHeader = z
  .strictObject({ ...byKey, typ: z.literal(tokenTypes.envelope) })
  .meta({ id: 'EnvelopeHeader', description: '信封头 protected header of an envelope' })
export type EnvelopeHeader = z.infer<typeof EnvelopeHeader>

/** The payload of an envelope. What is inside a message is judged message by message, so here it need only be an object. */
export const EnvelopeClaims = z
  .strictObject({
    ...head,
    sequence: Sequence,
    messages: z.array(z.record(z.string(), z.unknown())).min(1).max(1000),
  })
  .meta({ id: 'EnvelopeClaims', description: '信封内容 payload of `POST /v1/messages`' })
export type EnvelopeClaims = z.infer<typeof EnvelopeClaims>

/** The protected header of an enrolment; the embedded key proves its possession by the signature. */
export const EnrolmentHeader = z
  .strictObject({ ...byEmbeddedKey, typ: z.literal(tokenTypes.enrolment) })
  .meta({ id: 'EnrolmentHeader', description: '接入请求头 protected header of an enrolment' })
export type EnrolmentHeader = z.infer<typeof EnrolmentHeader>

/** The payload of `POST /v1/enrolments`. A wrong code of any form is refused as a code, not as a malformed body. */
export const EnrolmentClaims = z
  .strictObject({
    ...head,
    code: text(128).meta({ examples: ['7ZQ4M1X8C0V5B9N2K6J3H7G4F1'] }),
    encryptionKey: EncryptionJwk.optional(),
    contact: text(200)
      .optional()
      .meta({ examples: ['广州市政务服务平台值班室 020-00000000'] }),
    webhook: z
      .string()
      .max(2048)
      .regex(/^https?:\/\/[\x21-\x7e]+$/)
      .optional()
      .meta({ examples: ['https://wenzheng.example/inquiry'] }),
  })
  .meta({ id: 'EnrolmentClaims', description: '接入请求内容 payload of `POST /v1/enrolments`' })
export type EnrolmentClaims = z.infer<typeof EnrolmentClaims>

/** The protected header of `POST /v1/keys`, signed by a current key. */
export const KeyHeader = z.strictObject({ ...byKey, typ: z.literal(tokenTypes.key) }).meta({ id: 'KeyHeader' })
export type KeyHeader = z.infer<typeof KeyHeader>

/** The payload of `POST /v1/keys`; `proof` is a compact JWS by the new key with the same `jti`. */
export const KeyClaims = z
  .strictObject({
    ...head,
    proof: z
      .string()
      .max(8192)
      .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
      .meta({ examples: ['eyJhbGciOiJFZDI1NTE5In0.eyJqdGkiOiJrLTEifQ.c2lnbmF0dXJl'] }),
    notAfter: Instant.optional(),
  })
  .meta({ id: 'KeyClaims', description: '密钥登记内容 payload of `POST /v1/keys`' })
export type KeyClaims = z.infer<typeof KeyClaims>

/** The protected header of the proof inside `POST /v1/keys`. */
export const KeyProofHeader = z
  .strictObject({ ...byEmbeddedKey, typ: z.literal(tokenTypes.keyProof) })
  .meta({ id: 'KeyProofHeader' })
export type KeyProofHeader = z.infer<typeof KeyProofHeader>

/** The payload of the proof inside `POST /v1/keys`. */
export const KeyProofClaims = z.strictObject(head).meta({ id: 'KeyProofClaims' })
export type KeyProofClaims = z.infer<typeof KeyProofClaims>

/** The protected header of an access token. */
export const AccessHeader = z.strictObject({ ...byKey, typ: z.literal(tokenTypes.access) }).meta({ id: 'AccessHeader' })
export type AccessHeader = z.infer<typeof AccessHeader>

/** The claims of an access token; it lives at most 300 seconds: `exp` ≤ `iat` + 300. */
export const AccessClaims = z
  .strictObject({ ...head, exp: UnixSeconds })
  .meta({ id: 'AccessClaims', description: '访问令牌内容 claims of a node’s bearer token for reads' })
export type AccessClaims = z.infer<typeof AccessClaims>
