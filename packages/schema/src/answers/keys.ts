import { z } from 'zod'
import { Kid, NodeId, Position, Sequence } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { EncryptionJwk } from '../requests/jwk.ts'
import { SignatureAlgorithm } from '../requests/signed.ts'
import { NodeKind, NodeStatus } from './nodes.ts'
import { Receipt } from './receipt.ts'
import { Webhook } from './webhooks.ts'

/** The highest recorded sequence of a node: 0 before its first envelope; the next envelope carries one more. */
export const LastSequence = z
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ id: 'LastSequence', examples: [42] })

/** The answer to `POST /v1/enrolments`. */
export const EnrolmentAnswer = z
  .object({ nodeId: NodeId, kid: Kid, sequence: LastSequence, receipt: Receipt })
  .meta({ id: 'EnrolmentAnswer', description: '接入答复' })
export type EnrolmentAnswer = z.infer<typeof EnrolmentAnswer>

/** The answer to `POST /v1/keys`. */
export const KeyAnswer = z
  .object({ kid: Kid, notBefore: Instant, notAfter: Instant.optional(), receipt: Receipt })
  .meta({ id: 'KeyAnswer', description: '密钥登记答复' })
export type KeyAnswer = z.infer<typeof KeyAnswer>

/** A key of a node and how it stands. */
export const NodeKey = z
  .object({
    kid: Kid,
    alg: SignatureAlgorithm,
    status: z.enum(['active', 'revoked', 'expired']),
    registeredAt: Instant,
    notAfter: Instant.optional(),
    revokedAt: Instant.optional(),
  })
  .meta({ id: 'NodeKey', description: '节点密钥' })
export type NodeKey = z.infer<typeof NodeKey>

/** The answer to `GET /v1/keys`. */
export const Keys = z.object({ keys: z.array(NodeKey) }).meta({ id: 'Keys' })
export type Keys = z.infer<typeof Keys>

/** Sequence numbers that did not arrive, `from` to `to` inclusive, and since when they are missing. */
export const Hole = z
  .object({ from: Sequence, to: Sequence, since: Instant })
  .meta({ id: 'Hole', description: '信封缺号' })
export type Hole = z.infer<typeof Hole>

/** The answer to `GET /v1/self`: what the hub knows of the node that asks. `inboxHead` is -1 for an empty inbox. */
export const Self = z
  .object({
    nodeId: NodeId,
    name: z.string().meta({ examples: ['广州市网络问政平台'] }),
    kind: NodeKind,
    status: NodeStatus,
    sequence: LastSequence,
    holes: z.array(Hole),
    keys: z.array(NodeKey),
    encryptionKey: EncryptionJwk.optional(),
    webhooks: z.array(Webhook),
    inboxHead: z.union([Position, z.literal(-1)]),
  })
  .meta({ id: 'Self', description: '节点自查' })
export type Self = z.infer<typeof Self>
