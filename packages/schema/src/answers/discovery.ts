import { z } from 'zod'
import { NodeId } from '../identifiers.ts'
import { EncryptionJwk } from '../requests/jwk.ts'

/** An absolute path of the same origin. */
const Path = z.string().regex(/^\/[\x21-\x7e]*$/)

/** The names under which discovery gives the paths of the interface (annex B12). */
export const endpointNames = [
  'messages',
  'inbox',
  'enrolments',
  'keys',
  'self',
  'rejections',
  'cases',
  'publicCases',
  'attachments',
  'webhooks',
  'nodes',
  'routes',
  'stats',
  'codeLists',
  'deadlines',
  'events',
] as const
export type EndpointName = (typeof endpointNames)[number]

/** What the hub bears: bytes, messages, rates per node, the window of `iat` in seconds. A rate of 0 means none is set. */
export const Limits = z
  .object({
    maxBody: z.int().meta({ examples: [8_388_608], description: 'bytes of an envelope' }),
    maxMessages: z.int().meta({ examples: [1000] }),
    maxAttachment: z.int().meta({ examples: [20_971_520], description: 'bytes' }),
    envelopesPerSecond: z.number().meta({ examples: [50] }),
    envelopeBurst: z.number().meta({ examples: [200] }),
    readsPerSecond: z.number().meta({ examples: [50] }),
    maxAge: z.int().meta({ examples: [300] }),
    maxAhead: z.int().meta({ examples: [60] }),
  })
  .meta({ id: 'Limits', description: '限额' })
export type Limits = z.infer<typeof Limits>

/** The answer to `GET /.well-known/inquiry-hub`; every link is an absolute path of the same origin. */
export const Discovery = z
  .object({
    hubId: NodeId,
    name: z.string().meta({ examples: ['广东省网络问政交换枢纽'] }),
    versions: z.array(z.string()).meta({ examples: [['1.0']] }),
    testMode: z.boolean().optional(),
    endpoints: z.record(z.enum(endpointNames), Path),
    jwks: Path.meta({ examples: ['/.well-known/jwks.json'] }),
    encryptionKey: EncryptionJwk,
    events: z.object({
      http: Path.meta({ examples: ['/v1/events'] }),
      sse: Path.meta({ examples: ['/v1/events/stream'] }),
      nats: z
        .object({
          url: z.string().meta({ examples: ['nats://127.0.0.1:4222'] }),
          stream: z.string().meta({ examples: ['INQUIRY'] }),
          subjects: z.string().meta({ examples: ['inquiry.v1.>'] }),
        })
        .optional(),
    }),
    catalogue: Path.meta({ examples: ['/v1/catalogue'] }),
    openapi: Path.meta({ examples: ['/openapi.json'] }),
    asyncapi: Path.meta({ examples: ['/asyncapi.json'] }),
    docs: Path.optional().meta({ examples: ['/docs'] }),
    log: z.object({
      origin: z.string(),
      checkpoint: Path.meta({ examples: ['/v1/log/checkpoint'] }),
      tiles: Path.meta({ examples: ['/v1/log'] }),
      proof: Path.meta({ examples: ['/v1/log/proof'] }),
      vkey: z.string().meta({ description: 'C2SP note verifier key `<origin>+<8 hex>+<base64>`' }),
    }),
    limits: Limits,
  })
  .meta({ id: 'Discovery', description: '枢纽自述 discovery document' })
export type Discovery = z.infer<typeof Discovery>

/** The answer to `GET /.well-known/jwks.json` (RFC 7517 §5): signature keys (`use:"sig"`) and the encryption key (`use:"enc"`). */
export const Jwks = z
  .object({
    keys: z.array(
      z.looseObject({
        kty: z.enum(['OKP', 'EC']),
        crv: z.enum(['Ed25519', 'P-256', 'X25519']),
        x: z.string(),
        y: z.string().optional(),
        kid: z.string(),
        use: z.enum(['sig', 'enc']),
        alg: z.string(),
      }),
    ),
  })
  .meta({ id: 'Jwks', description: '枢纽公钥集 JWK Set' })
export type Jwks = z.infer<typeof Jwks>
