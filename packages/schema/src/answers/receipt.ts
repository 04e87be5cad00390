import { z } from 'zod'
import { Jti, Kid, NodeId, Sequence } from '../identifiers.ts'
import { SignatureAlgorithm, tokenTypes, UnixSeconds } from '../requests/signed.ts'
import { MessageResult, ReceiptResult } from './message-result.ts'

/** A compact JWS by the hub (`typ` = `inquiry-receipt+jwt`). */
export const Receipt = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
  .meta({
    id: 'Receipt',
    description: '回执 compact JWS signed by the hub',
    examples: ['eyJhbGciOiJFZDI1NTE5In0.eyJpc3MiOiI0NDAwMDAtaHViIn0.c2lnbmF0dXJl'],
  })

/** The base64url SHA-256 of a signing input: 43 characters. */
export const Sha256 = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({ id: 'Sha256', examples: ['47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'] })

/** The protected header of a receipt; `kid` is in the hub's `jwks.json`. */
export const ReceiptHeader = z
  .object({ alg: SignatureAlgorithm, kid: Kid, typ: z.literal(tokenTypes.receipt) })
  .meta({ id: 'ReceiptHeader' })
export type ReceiptHeader = z.infer<typeof ReceiptHeader>

const head = { iss: NodeId, aud: NodeId, iat: UnixSeconds, jti: Jti }

/** What a receipt for an envelope says; `results` equals the answer's without `queryCode`. */
export const ReceiptClaims = z
  .object({
    ...head,
    envelope: z.object({ jti: Jti, sequence: Sequence, digest: Sha256 }),
    results: z.array(ReceiptResult),
  })
  .meta({ id: 'ReceiptClaims', description: '信封回执内容' })
export type ReceiptClaims = z.infer<typeof ReceiptClaims>

/** What a receipt for an enrolment or an added key says; `digest` is of the posted signing input. */
export const EnrolmentReceiptClaims = z
  .object({ ...head, enrolment: z.object({ kid: Kid, digest: Sha256 }) })
  .meta({ id: 'EnrolmentReceiptClaims', description: '接入回执内容' })
export type EnrolmentReceiptClaims = z.infer<typeof EnrolmentReceiptClaims>

/** The answer to `POST /v1/messages`: one result per message, in the same order. A 200 means: on disk. */
export const MessagesAnswer = z
  .object({ results: z.array(MessageResult), receipt: Receipt })
  .meta({ id: 'MessagesAnswer', description: '信封答复' })
export type MessagesAnswer = z.infer<typeof MessagesAnswer>
