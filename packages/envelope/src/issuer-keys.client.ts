import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'

/** The public keys of an identity provider by `kid`. Throws IssuerAway where they cannot be read just now. */
export type IssuerKeys = JWTVerifyGetKey

/** The identity provider does not answer, or answers what nobody can read; the message says which. */
export class IssuerAway extends Error {
  override name = 'IssuerAway'
}

const limits = {
  /** Keys are read anew after so long, so that one that was taken back is forgotten. */
  cacheMaxAge: 10 * 60_000,
  /** A `kid` that is not among the keys has them read anew, but not more often than this. */
  cooldownDuration: 10_000,
  timeoutDuration: 5_000,
}
/** After a failed attempt nobody asks again for so long: a provider that is down is not flooded when it comes back. */
const heldOffMs = 3_000

/** The keys at a JWKS address, kept and read anew as they rotate. */
export function issuerKeys(jwksUri: URL): IssuerKeys {
  const keys = createRemoteJWKSet(jwksUri, limits)
  let failed: { at: number; error: IssuerAway } | undefined
  return async (header, token) => {
    if (failed && !keys.fresh && performance.now() - failed.at < heldOffMs) throw failed.error
    try {
      return await keys(header, token)
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error
      failed = { at: performance.now(), error: new IssuerAway(reasonOf(error)) }
      throw failed.error
    }
  }
}

/** What a failed connection says of itself stands in its cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error
    ? `${error.message}: ${cause.message || (cause as { code?: string }).code}`
    : error.message
}
