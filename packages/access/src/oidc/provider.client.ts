import { IssuerAway, issuerKeys, openIssuedToken, reasonOf, type IssuerKeys, type Refusal } from '@inquiry/envelope'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  ResponseBodyError,
  type ClientAuth,
  type ServerMetadata,
} from 'openid-client'
import { identityOf, saysRoles, type ProviderClaims, type RightsClaims } from './rights.ts'
import type { CoordinatorIdentity } from '../identity.ts'

/** The identity provider of a province, and what this hub is called there. */
export type ProviderSettings = {
  issuer: string
  /** What `aud` of an access token must name. */
  audience: string
  /** The client that the console signs in by; without one only access tokens open the hub. */
  client: { id: string; secret: string | undefined; scope: string } | undefined
  claims: RightsClaims
}

/** What a sign-in at the provider was begun with. */
export type Attempt = { state: string; nonce: string; codeVerifier: string }

/** Who signed in, with the ID token that signing out at the provider will ask for. */
export type SignedIn = { identity: CoordinatorIdentity; idToken: string }
export type SignInOutcome = { ok: true; signedIn: SignedIn } | { ok: false; refusal: Refusal }

/** Every method throws IssuerAway where the provider does not answer. */
export interface Provider {
  settings: ProviderSettings
  /** Judge an access token and say who bears it. */
  identify(token: string): Promise<{ ok: true; identity: CoordinatorIdentity } | { ok: false; refusal: Refusal }>
  /** Where a browser is sent to sign in. */
  signInUrl(attempt: Attempt, redirectUri: string): Promise<string>
  /** What came of it: the code is exchanged and the ID token checked. `callback` is the address that the browser came back to. */
  finish(callback: URL, attempt: Attempt): Promise<SignInOutcome>
  /** Where a browser signs out at the provider too; undefined where that offers it not. */
  signOutUrl(idToken: string, returnTo: string): Promise<string | undefined>
  /** Read the provider's discovery document, if it has not been read lately. */
  look(): Promise<void>
}

/** What is known of the provider holds for so long. */
const knownMs = 60 * 60_000
/** After a failed attempt it is not asked again for so long. */
const heldOffMs = 3_000
const timeoutSeconds = 5

/** The identity provider, which is asked when it is needed: the hub starts and runs without it. */
export function createProvider(settings: ProviderSettings, now: () => Date): Provider {
  const { issuer, audience, claims: names } = settings
  let known: { at: number; configuration: Configuration; keys: IssuerKeys } | undefined
  let asking: Promise<NonNullable<typeof known>> | undefined
  let failed: { at: number; error: IssuerAway } | undefined

  const ask = async (): Promise<NonNullable<typeof known>> => {
    const configuration = await discover(settings)
    const { jwks_uri: jwksUri } = configuration.serverMetadata()
    if (jwksUri === undefined) throw new IssuerAway('its discovery document names no jwks_uri')
    // Keys that are at hand stay so where the provider only says again where they are.
    const keys = known && jwksUri === jwksOf(known.configuration) ? known.keys : issuerKeys(new URL(jwksUri))
    known = { at: performance.now(), configuration, keys }
    return known
  }
  const provider = async (): Promise<NonNullable<typeof known>> => {
    if (known && performance.now() - known.at < knownMs) return known
    if (failed && performance.now() - failed.at < heldOffMs) throw failed.error
    asking ??= ask().finally(() => (asking = undefined))
    try {
      return await asking
    } catch (error) {
      failed = { at: performance.now(), error: away(error) }
      // What was known before is better than nothing.
      if (known) return known
      throw failed.error
    }
  }

  return {
    settings,
    async look() {
      await provider()
    },
    async identify(token) {
      const { keys } = await provider()
      const opened = await openIssuedToken(token, { issuer, audience, keys, now: now() })
      return opened.ok ? identityOf(opened.claims, issuer, names) : opened
    },
    async signInUrl({ state, nonce, codeVerifier }, redirectUri) {
      const { configuration } = await provider()
      return buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: settings.client?.scope ?? 'openid',
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      }).href
    },
    async finish(callback, { state, nonce, codeVerifier }) {
      const { configuration } = await provider()
      try {
        const checks = {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        }
        const tokens = await authorizationCodeGrant(configuration, callback, checks)
        const claims = tokens.claims() as ProviderClaims
        // Some providers keep roles out of the ID token and give them at userinfo.
        const all = saysRoles(claims, names) ? claims : await withUserInfo(configuration, tokens.access_token, claims)
        const judged = identityOf(all, issuer, names)
        if (!judged.ok) return judged
        return { ok: true, signedIn: { identity: judged.identity, idToken: tokens.id_token ?? '' } }
      } catch (error) {
        if (isNoAnswer(error)) throw away(error)
        return { ok: false, refusal: refused(issuer, error) }
      }
    },
    async signOutUrl(idToken, returnTo) {
      const { configuration } = await provider()
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
      return buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: returnTo }).href
    },
  }
}

function jwksOf(configuration: Configuration): string | undefined {
  return configuration.serverMetadata().jwks_uri
}

async function discover({ issuer, client, audience }: ProviderSettings): Promise<Configuration> {
  const url = new URL(issuer)
  // Plain HTTP is let through on this machine alone; the settings refuse it elsewhere.
  const plain = url.protocol === 'http:' ? [allowInsecureRequests] : []
  const found = await discovery(url, client?.id ?? audience, undefined, None(), {
    execute: plain,
    timeout: timeoutSeconds,
  })
  const metadata = found.serverMetadata()
  const configuration = new Configuration(metadata, client?.id ?? audience, undefined, authentication(client, metadata))
  configuration.timeout = timeoutSeconds
  // The ID token's signature is checked too, though it comes straight from the provider.
  for (const extend of [...plain, enableNonRepudiationChecks]) extend(configuration)
  return configuration
}

function authentication(
  client: ProviderSettings['client'],
  { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] }: ServerMetadata,
): ClientAuth {
  if (client?.secret === undefined) return None()
  return methods.includes('client_secret_basic') ? ClientSecretBasic(client.secret) : ClientSecretPost(client.secret)
}

async function withUserInfo(
  configuration: Configuration,
  accessToken: string,
  claims: ProviderClaims,
): Promise<ProviderClaims> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims
  return { ...(await fetchUserInfo(configuration, accessToken, claims.sub)), ...claims }
}

/** A provider that said no, or whose answer does not hold, is told apart from one that does not answer. */
function isNoAnswer(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500
  if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')) return true
  return (
    error instanceof ClientError && (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM')
  )
}

function away(error: unknown): IssuerAway {
  return error instanceof IssuerAway ? error : new IssuerAway(reasonOf(error))
}

function refused(issuer: string, error: unknown): Refusal {
  const reason = codeOf(error)
  return {
    slug: 'forbidden',
    detail: {
      zh: `在 ${issuer} 登录未成功（${reason}），请重新登录。`,
      en: `Signing in at ${issuer} did not succeed (${reason}); sign in again.`,
    },
    errors: [],
  }
}

/** The provider's own code, such as `access_denied` (RFC 6749 §4.1.2.1), else what did not hold of its answer. */
function codeOf(error: unknown): string {
  const said =
    error instanceof AuthorizationResponseError || error instanceof ResponseBodyError ? error.error : undefined
  if (said !== undefined && /^[a-z_]{1,64}$/.test(said)) return said
  return error instanceof Error ? error.message : String(error)
}
