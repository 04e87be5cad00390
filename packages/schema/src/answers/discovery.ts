import { z } from 'zod'
import { Kid, NodeId } from '../identifiers.ts'
import { EncryptionJwk } from '../requests/jwk.ts'

/** An absolute path of the same origin. */
const Path = z.string().regex(/^\/[\x21-\x7e]*$/)

const path = (example: string) => Path.meta({ examples: [example] })

/** The paths of the interface by name (annex B12). */
export const Endpoints = z
  .object({
    messages: path('/v1/messages'),
    inbox: path('/v1/inbox'),
    enrolments: path('/v1/enrolments'),
    keys: path('/v1/keys'),
    self: path('/v1/self'),
    rejections: path('/v1/rejections'),
    cases: path('/v1/cases'),
    publicCases: path('/v1/public/cases'),
    attachments: path('/v1/attachments'),
    webhooks: path('/v1/webhooks'),
    nodes: path('/v1/nodes'),
    routes: path('/v1/routes'),
    stats: path('/v1/stats/cases'),
    codeLists: path('/v1/code-lists'),
    deadlines: path('/v1/deadlines'),
    events: path('/v1/events'),
  })
  .meta({ id: 'Endpoints', description: '接口地址' })
export type Endpoints = z.infer<typeof Endpoints>
export type EndpointName = keyof Endpoints

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
    testMode: z.boolean().optional().meta({ description: '测试模式 the clocks may run ahead' }),
    endpoints: Endpoints,
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
    signIn: z
      .object({
        issuer: z.string().meta({ examples: ['https://id.example'] }),
        start: Path.optional().meta({
          description: '浏览器登录地址 where a browser begins; absent where only access tokens are taken',
          examples: ['/v1/session/sign-in'],
        }),
        session: Path.meta({ examples: ['/v1/session'] }),
        audience: z.string().meta({ description: 'aud of access tokens', examples: ['440000-hub'] }),
        rolesClaim: z.string().meta({ examples: ['roles'] }),
        divisionsClaim: z.string().meta({ examples: ['divisions'] }),
      })
      .optional()
      .meta({ description: '协调员的身份提供方 the identity provider of coordinators, where there is one' }),
    catalogue: Path.meta({ examples: ['/v1/catalogue'] }),
    openapi: Path.meta({ examples: ['/openapi.json'] }),
    asyncapi: Path.meta({ examples: ['/asyncapi.json'] }),
    docs: Path.optional().meta({ examples: ['/docs'] }),
    log: z.object({
      origin: z.string().meta({ examples: ['hub.example/log'] }),
      checkpoint: Path.meta({ examples: ['/v1/log/checkpoint'] }),
      tiles: Path.meta({ examples: ['/v1/log'] }),
      proof: Path.meta({ examples: ['/v1/log/proof'] }),
      vkey: z.string().meta({
        description: 'C2SP note verifier key `<origin>+<8 hex>+<base64>`',
        examples: ['hub.example/log+6a1b2c3d+AZ/7L8Gq1+qBmJhQ4wJtV0vJd4v0n4o1cKc5wq3v0a8='],
      }),
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
        x: z.string().meta({ examples: ['11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'] }),
        y: z
          .string()
          .meta({ examples: ['x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'] })
          .optional(),
        kid: Kid,
        use: z.enum(['sig', 'enc']),
        alg: z.string().meta({ examples: ['Ed25519'] }),
      }),
    ),
  })
  .meta({ id: 'Jwks', description: '枢纽公钥集 JWK Set' })
export type Jwks = z.infer<typeof Jwks>
