import { z } from 'zod'

/** Said beside the pattern in printed schemas, because `$` lets a final line feed pass in some languages. */
const length = (exactly: number) => ({ minLength: exactly, maxLength: exactly })

/** A node's or hub's name: the six digits of its seat (GB/T 2260), then lower-case words. At most 64 characters. */
export const NodeId = z
  .string()
  .max(64)
  .regex(/^[0-9]{6}(-[a-z0-9]+)*$/)
  .meta({ id: 'NodeId', description: '节点代码 node identifier', examples: ['440100'] })

const localName = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/

/** The origin platform's own number of a case. Unique within that node only: never look it up without the node. */
export const SourceId = z
  .string()
  .regex(localName)
  .meta({ id: 'SourceId', description: '来源平台编号 the platform’s own case number', examples: ['GZ20261122-000123'] })

/** The node's name for a message: its idempotency key, unique within the node. */
export const MessageId = z
  .string()
  .regex(localName)
  .meta({
    id: 'MessageId',
    description: '消息编号 message identifier, the idempotency key',
    examples: ['m-20261122-000123'],
  })

/** The node's name for an envelope or token (JWT `jti`, RFC 7519 §4.1.7). */
export const Jti = z
  .string()
  .regex(localName)
  .meta({ id: 'Jti', examples: ['e-20261122-0042'] })

/** A case's name at the hub: a lower-case UUIDv7 (RFC 9562 §5.7). */
export const CaseId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  .meta({
    ...length(36),
    id: 'CaseId',
    description: '案件编号 case identifier',
    examples: ['019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'],
  })

/** A place in the hub's log: 0, 1, 2 … without gaps, in commit order. */
export const Position = z
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ id: 'Position', description: '日志位置 log position', examples: [48211] })

/** The number of a node's envelope, counted from 1. */
export const Sequence = z
  .int()
  .min(1)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ id: 'Sequence', examples: [1] })

/** An RFC 7638 SHA-256 thumbprint: 43 characters of base64url. */
export const Kid = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({ ...length(43), id: 'Kid', examples: ['kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'] })

/** A digest as `sha-256:` and 43 characters of base64url. */
export const Digest = z
  .string()
  .regex(/^sha-256:[A-Za-z0-9_-]{43}$/)
  .meta({ ...length(51), id: 'Digest', examples: ['sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'] })

/** A GB/T 2260 code by its form; whether it is in force is asked of the code list. */
export const DivisionCode = z
  .string()
  .regex(/^[0-9]{6}$/)
  .meta({ ...length(6), id: 'DivisionCode', description: '行政区划代码 GB/T 2260', examples: ['440106'] })
