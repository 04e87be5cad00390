import { headerForms, IssuerAway } from '@inquiry/envelope'
import { fail, ProblemError } from '@inquiry/problems'
import type { CoordinatorTeller } from '../guard.ts'
import type { Provider } from './provider.client.ts'

/** Coordinators by the provider's access tokens; what a node signed itself is left to the nodes' guard. */
export function providerTeller(provider: Provider): CoordinatorTeller {
  const { issuer } = provider.settings
  return async (token) => {
    const typ = typeOf(token)
    if (typ === headerForms.accessToken.typ) return undefined
    if (typ === undefined) {
      fail(
        'unauthenticated',
        `这不是 JWT。协调员请使用 ${issuer} 签发的访问令牌，节点请使用自己签名的 ${headerForms.accessToken.typ}；本枢纽设有身份提供方，HUB_ADMIN_TOKEN 不再有效。`,
        `This is no JWT. Coordinators send an access token of ${issuer}, nodes an ${headerForms.accessToken.typ} that they sign; this hub has an identity provider, so HUB_ADMIN_TOKEN opens nothing.`,
        challenge,
      )
    }
    const judged = await provider.identify(token).catch((error: unknown) => unavailableProvider(issuer, error))
    if (judged.ok) return judged.identity
    throw new ProblemError({ ...judged.refusal, ...(judged.refusal.slug === 'forbidden' ? {} : challenge) })
  }
}

const challenge = { headers: { 'www-authenticate': 'Bearer' } }

/** Throws that the provider is away, with the reason, or whatever else went wrong. */
export function unavailableProvider(issuer: string, error: unknown): never {
  if (!(error instanceof IssuerAway)) throw error
  return fail(
    'unavailable',
    `身份提供方 ${issuer} 暂无应答（${error.message}），请稍后再试；节点不受影响。`,
    `The identity provider ${issuer} does not answer (${error.message}); try again later. Nodes are not affected.`,
    { retryAfter: 5 },
  )
}

/** The `typ` of a token's header, `''` where it has none, undefined where it is no JWT. Nothing is taken from it but who judges it. */
function typeOf(token: string): string | undefined {
  const [header = '', ...rest] = token.split('.')
  if (rest.length !== 2) return undefined
  try {
    const read = JSON.parse(Buffer.from(header, 'base64url').toString()) as { typ?: unknown } | null
    return typeof read?.typ === 'string' ? read.typ : ''
  } catch {
    return undefined
  }
}
