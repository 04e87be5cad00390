import { createRoute } from '@hono/zod-openapi'
import type { ProviderSettings } from '@inquiry/access'
import { createRouter, jsonAnswer, maxEnvelopeBytes, NoQuery, problemAnswer } from '@inquiry/http'
import type { HubKeys } from '@inquiry/registry'
import { Discovery, Jwks } from '@inquiry/schema'
import { spokenVersions } from './versions.ts'

export type DiscoveryOptions = {
  hubId: string
  hubName: string
  testMode: boolean
  keys: () => HubKeys
  natsUrl: string | undefined
  envelopesPerSecond: number
  readsPerSecond: number
  logKey: () => string
  oidc: ProviderSettings | undefined
}

const tags = ['discovery 发现']
const hubRoute = createRoute({
  method: 'get',
  path: '/.well-known/inquiry-hub',
  tags,
  summary: '枢纽说明 what the hub is and where everything lies',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Discovery, 'The hub'), ...problemAnswer },
})
const jwksRoute = createRoute({
  method: 'get',
  path: '/.well-known/jwks.json',
  tags,
  summary: '枢纽公钥 the hub’s public keys, present and past',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Jwks, 'The keys'), ...problemAnswer },
})

const endpoints = {
  messages: '/v1/messages',
  inbox: '/v1/inbox',
  enrolments: '/v1/enrolments',
  keys: '/v1/keys',
  self: '/v1/self',
  rejections: '/v1/rejections',
  cases: '/v1/cases',
  publicCases: '/v1/public/cases',
  attachments: '/v1/attachments',
  webhooks: '/v1/webhooks',
  nodes: '/v1/nodes',
  routes: '/v1/routes',
  stats: '/v1/stats/cases',
  codeLists: '/v1/code-lists',
  deadlines: '/v1/deadlines',
  events: '/v1/events',
} as const

/** `GET /.well-known/inquiry-hub` and the hub's public keys (§2, annex A16, B12, B38). */
export function discoveryRoutes(options: DiscoveryOptions) {
  const app = createRouter()
  app.openapi(hubRoute, (c) => c.json(describe(options) as never, 200))
  app.openapi(jwksRoute, (c) => c.json({ keys: options.keys().jwks } as never, 200))
  return app
}

function describe({
  hubId,
  hubName,
  testMode,
  keys,
  natsUrl,
  envelopesPerSecond,
  readsPerSecond,
  logKey,
  oidc,
}: DiscoveryOptions): Discovery {
  const vkey = logKey()
  return {
    hubId,
    name: hubName,
    versions: spokenVersions,
    ...(testMode ? { testMode } : {}),
    endpoints,
    jwks: '/.well-known/jwks.json',
    encryptionKey: keys().encryption.jwk,
    events: {
      http: '/v1/events',
      sse: '/v1/events/stream',
      ...(natsUrl === undefined ? {} : { nats: { url: natsUrl, stream: 'INQUIRY', subjects: 'inquiry.v1.>' } }),
    },
    ...(oidc ? { signIn: signInOf(oidc) } : {}),
    catalogue: '/v1/catalogue',
    openapi: '/openapi.json',
    asyncapi: '/asyncapi.json',
    log: {
      origin: vkey.split('+')[0] ?? '',
      checkpoint: '/v1/log/checkpoint',
      tiles: '/v1/log',
      proof: '/v1/log/proof',
      vkey,
    },
    limits: {
      maxBody: maxEnvelopeBytes,
      maxMessages: 1000,
      maxAttachment: 20 * 1024 * 1024,
      envelopesPerSecond,
      envelopeBurst: envelopesPerSecond * 4,
      readsPerSecond,
      maxAge: 300,
      maxAhead: 60,
    },
  }
}

function signInOf({ issuer, audience, client, claims }: ProviderSettings): NonNullable<Discovery['signIn']> {
  return {
    issuer,
    ...(client ? { start: '/v1/session/sign-in' } : {}),
    session: '/v1/session',
    audience,
    rolesClaim: claims.roles,
    divisionsClaim: claims.divisions,
  }
}
