import type { Refusal } from '@inquiry/envelope'
import { coordinatorRoles, type CoordinatorIdentity, type CoordinatorRole } from '../identity.ts'

/** The claims that say what a person may do: a name, or a JSON Pointer (RFC 6901) where it lies deeper. */
export type RightsClaims = { roles: string; divisions: string }

/** What an identity provider says of a person, whose rights nobody has looked at. */
export type ProviderClaims = { readonly [claim: string]: unknown } & { sub: string }

/**
 * The coordinator that the claims describe. Without one of the three roles it is nobody here. A claim of divisions limits
 * them; one that is there and names no division is refused, so that a slip never opens the whole province.
 */
export function identityOf(
  claims: ProviderClaims,
  issuer: string,
  names: RightsClaims,
): { ok: true; identity: CoordinatorIdentity } | { ok: false; refusal: Refusal } {
  const roles = rolesIn(claimAt(claims, names.roles))
  if (roles.length === 0) return { ok: false, refusal: withoutRole(names.roles, issuer) }
  const divisions = divisionsIn(claimAt(claims, names.divisions))
  if (divisions === undefined) return { ok: false, refusal: withoutDivision(names.divisions, issuer) }
  return {
    ok: true,
    identity: { kind: 'coordinator', subject: `${issuer}#${claims.sub}`, name: nameIn(claims), roles, divisions },
  }
}

/** Whether the claims say anything of roles; where an ID token does not, the provider's userinfo may. */
export function saysRoles(claims: ProviderClaims, names: RightsClaims): boolean {
  return claimAt(claims, names.roles) !== undefined
}

function claimAt(claims: ProviderClaims, name: string): unknown {
  if (!name.startsWith('/')) return claims[name]
  const steps = name
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<unknown>(
    (value, step) => (isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    claims,
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function rolesIn(value: unknown): CoordinatorRole[] {
  const given = wordsIn(value) ?? []
  return coordinatorRoles.filter((role) => given.includes(role))
}

/** Null where the claim is absent; undefined where it names no division. `000000` would be everywhere and is none. */
function divisionsIn(value: unknown): string[] | null | undefined {
  if (value === undefined) return null
  const given = wordsIn(value)
  return given && given.length > 0 && given.every((word) => /^(?!00)\d{6}$/.test(word)) ? given : undefined
}

/** A list of words, or one text with spaces or commas between them. */
function wordsIn(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((word) => word !== '')
  return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined
}

function nameIn({ name, preferred_username: username }: ProviderClaims): string | undefined {
  const given = [name, username].find((text) => typeof text === 'string' && text.trim() !== '')
  return typeof given === 'string' ? given.trim().slice(0, 200) : undefined
}

function withoutRole(claim: string, issuer: string): Refusal {
  return forbidden(
    claim,
    `身份提供方 ${issuer} 的声明 ${claim} 未含 ${coordinatorRoles.join('、')} 中任何一个角色，请由其管理员授予。`,
    `The claim ${claim} of ${issuer} names none of the roles ${coordinatorRoles.join(', ')}; ask its administrator to grant one.`,
  )
}

function withoutDivision(claim: string, issuer: string): Refusal {
  return forbidden(
    claim,
    `身份提供方 ${issuer} 的声明 ${claim} 应为六位区划代码的列表，如 440100；不限区划则不给出此声明。`,
    `The claim ${claim} of ${issuer} must list six-digit divisions such as 440100; whoever is not limited has no such claim.`,
  )
}

function forbidden(claim: string, zh: string, en: string): Refusal {
  return { slug: 'forbidden', detail: { zh, en }, errors: [], members: { claim } }
}
