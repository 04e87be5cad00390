import { issuedAtWindow } from '@inquiry/schema'
import { errors, jwtVerify, type JWTPayload } from 'jose'
import type { IssuerKeys } from './issuer-keys.client.ts'
import { refuse, type Judged, type Refusal } from './refusal.ts'

/** What an identity provider's token says; `sub` is the person's name there. */
export type IssuedClaims = JWTPayload & { sub: string; exp: number }

export type IssuedTokenContext = { issuer: string; audience: string; keys: IssuerKeys; now: Date }

/** Asymmetric ones alone: with another, the public key itself would sign (RFC 8725 §3.1, §3.2). */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
/** RFC 9068 asks for `at+jwt`; many providers write `JWT`, or nothing. Whatever else a token calls itself, it is no access token. */
const types = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt'])

/**
 * Judge an access token of the identity provider (RFC 9068): signature by one of its keys, issuer, audience, lifetime. As
 * for tokens of nodes there is no leeway on `exp`, and what lies ahead may do so by 60 s (annex B4). Throws IssuerAway.
 */
export async function openIssuedToken(
  token: string,
  { issuer, audience, keys, now }: IssuedTokenContext,
): Promise<Judged<{ claims: IssuedClaims }>> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms,
      issuer,
      audience,
      currentDate: now,
      clockTolerance: issuedAtWindow.maxAhead,
      requiredClaims: ['iss', 'aud', 'sub', 'exp'],
    })
    const refusal = typeFault(protectedHeader.typ) ?? lifetimeFault(payload, now)
    if (refusal) return { ok: false, refusal }
    if (typeof payload.sub !== 'string' || payload.sub === '') return { ok: false, refusal: claimFault('sub') }
    return { ok: true, claims: payload as IssuedClaims }
  } catch (error) {
    if (error instanceof errors.JOSEError) return { ok: false, refusal: refusalOf(error, issuer, audience) }
    throw error
  }
}

function typeFault(typ: string | undefined): Refusal | undefined {
  if (types.has(typ?.toLowerCase())) return undefined
  return unauthenticated(
    `令牌类型为 ${typ}，应为访问令牌（at+jwt）`,
    `the token is a ${typ}; send an access token (at+jwt)`,
  )
}

function lifetimeFault({ exp = 0, iat }: JWTPayload, now: Date): Refusal | undefined {
  const hubTime = Math.floor(now.getTime() / 1000)
  const at = { members: { hubTime } }
  if (exp <= hubTime)
    return {
      ...unauthenticated(`令牌已于 ${exp} 过期，请重新获取`, `the token expired at ${exp}; get a new one`),
      ...at,
    }
  if (iat !== undefined && iat > hubTime + issuedAtWindow.maxAhead) {
    const ahead = unauthenticated('iat 超前 60 秒以上，请校准时钟', 'iat is more than 60 s ahead; set the clock')
    return { ...ahead, ...at }
  }
  return undefined
}

function refusalOf(error: errors.JOSEError, issuer: string, audience: string): Refusal {
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return refuse(
      'invalid-signature',
      '令牌签名无效，请重新获取。',
      'The token’s signature does not hold; get a new one.',
    )
  if (error instanceof errors.JWKSNoMatchingKey)
    return refuse(
      'unknown-key',
      `令牌不是由 ${issuer} 现有的密钥签发，请从该处重新获取。`,
      `The token is not signed by a present key of ${issuer}; get a new one there.`,
    )
  if (error instanceof errors.JWTExpired)
    return unauthenticated('令牌已过期，请重新获取', 'the token has expired; get a new one')
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return refuse(
      'wrong-audience',
      `令牌的 aud 应含 ${audience}，请以此受众向身份提供方申请。`,
      `The token’s aud must name ${audience}; ask the identity provider for a token for it.`,
    )
  if (error instanceof errors.JWTClaimValidationFailed) return claimFault(error.claim)
  if (error instanceof errors.JOSEAlgNotAllowed)
    return unauthenticated(
      `签名算法应为 ${algorithms.join('、')} 之一`,
      `its algorithm must be one of ${algorithms.join(', ')}`,
    )
  return unauthenticated('不是可读的 JWT', 'it is not a JWT that can be read')
}

function claimFault(claim: string): Refusal {
  return unauthenticated(`令牌的 ${claim} 缺失或不符`, `the token’s ${claim} is missing or not what it must be`)
}

function unauthenticated(zh: string, en: string): Refusal {
  return refuse('unauthenticated', zh, en)
}
