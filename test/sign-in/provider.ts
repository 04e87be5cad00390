import type { webcrypto } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { Provider, type Configuration } from 'oidc-provider'

/** A person at the provider, by its `sub`, with the claims that the provider gives of it. */
export type People = Record<string, Record<string, unknown>>

/** A key that the provider signs with. */
export type ProviderKey = { kid: string; privateKey: webcrypto.CryptoKey; jwk: Record<string, unknown> }

/** An identity provider on loopback, certified as such by the OpenID Foundation, whose people sign in by giving their name. */
export type IdentityProvider = {
  issuer: string
  key: ProviderKey
  /** How often each path was asked for. */
  asked: Map<string, number>
  /** An access token for the hub, with whatever is to be otherwise in it. */
  token: (claims?: JWTPayload, otherwise?: { key?: ProviderKey; header?: Record<string, unknown> }) => Promise<string>
  stop: () => Promise<void>
  /** Serve again at the same address after a stop. */
  start: () => Promise<void>
  /** Sign with another key from now on, and publish that one alone. */
  rotate: (key: ProviderKey) => Promise<void>
}

export const client = { id: 'console', secret: 'a-secret-of-the-console-for-tests-only' }
export const audience = '440000-hub'

/** A free port of this machine. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

export async function newKey(kid: string): Promise<ProviderKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid }
  return { kid, privateKey, jwk: { ...jwk, ...(await exportJWK(publicKey)) } }
}

/** Start a provider that knows the hub at `hubOrigin` as its client. */
export async function startProvider(
  people: People,
  { hubOrigin, rolesInIdToken = true }: { hubOrigin: string; rolesInIdToken?: boolean },
): Promise<IdentityProvider> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  let key = await newKey('k1')
  const asked = new Map<string, number>()
  const made = (): Provider => new Provider(issuer, configuration(key, people, { hubOrigin, rolesInIdToken }))
  let provider = made()
  let serve = provider.callback()
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    asked.set(path, (asked.get(path) ?? 0) + 1)
    if (path.startsWith('/interaction/')) void interact(provider, people, request, response)
    else void serve(request, response)
  }
  let server = createServer(listener)
  const start = async (): Promise<void> => {
    server = createServer(listener)
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  }
  await start()
  return {
    issuer,
    get key() {
      return key
    },
    asked,
    start,
    rotate(other) {
      key = other
      provider = made()
      serve = provider.callback()
      return Promise.resolve()
    },
    async token(claims = {}, { key: signer = key, header = {} } = {}) {
      const now = Math.floor(Date.now() / 1000)
      const usual = { iss: issuer, aud: audience, sub: 'li', iat: now, exp: now + 300, roles: ['coordinator'] }
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: signer.kid, typ: 'at+jwt', ...header })
        .sign(signer.privateKey)
    },
    async stop() {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}

function configuration(
  key: ProviderKey,
  people: People,
  { hubOrigin, rolesInIdToken }: { hubOrigin: string; rolesInIdToken: boolean },
): Configuration {
  const names = [...new Set(Object.values(people).flatMap((claims) => Object.keys(claims)))]
  return {
    jwks: { keys: [key.jwk] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${hubOrigin}/v1/session/callback`],
        post_logout_redirect_uris: [`${hubOrigin}/console/`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    findAccount: (_, sub) => (people[sub] ? { accountId: sub, claims: () => ({ sub, ...people[sub] }) } : undefined),
    claims: { openid: ['sub'], profile: names },
    // Claims of a scope then stand in the ID token too, and not at userinfo alone.
    conformIdTokenClaims: !rolesInIdToken,
    pkce: { required: () => true },
    cookies: { keys: ['of-a-test'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    ttl: { AccessToken: 600, IdToken: 600, Session: 3600, Interaction: 600, Grant: 3600 },
  }
}

/** A page with one field: who one is. Whoever is known is signed in, and consents to everything. */
async function interact(
  provider: Provider,
  people: People,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response)
  if (details.prompt.name === 'login') {
    const who = new URL(request.url ?? '', 'http://provider').searchParams.get('who')
    if (who !== null && people[who])
      return provider.interactionFinished(request, response, { login: { accountId: who } })
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>身份提供方</title><h1>统一身份认证</h1>
      <form><input name="who" aria-label="账号"><button>登录</button></form>`)
    return
  }
  const grant = new provider.Grant({
    accountId: details.session?.accountId ?? '',
    clientId: String(details.params['client_id']),
  })
  grant.addOIDCScope('openid profile')
  await provider.interactionFinished(
    request,
    response,
    { consent: { grantId: await grant.save() } },
    { mergeWithLastSubmission: true },
  )
}
