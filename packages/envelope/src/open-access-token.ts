import { AccessClaims, issuedAtWindow, parse } from '@inquiry/schema'
import type { Language } from '@inquiry/schema'
import { headerForms, readCompact } from './compact.ts'
import { readClaims } from './read-claims.ts'
import type { ClaimsContract } from './read-claims.ts'
import { refuse } from './refusal.ts'
import type { Refusal } from './refusal.ts'
import { judgeAudience, judgeSuspension, unknownKey, verifyByRegisteredKey } from './registered-key.ts'
import type { FindKey } from './registered-key.ts'

/** Who reads, by which key, until when (Unix seconds). */
export type OpenedAccessToken = { nodeId: string; kid: string; jti: string; exp: number }

/** A refusal with `access` is of a node that is suspended and may still ask for itself (annex B32). */
export type AccessTokenOpening =
  | { ok: true; access: OpenedAccessToken }
  | { ok: false; refusal: Refusal; access?: OpenedAccessToken }

export type AccessTokenContext = { hubId: string; findKey: FindKey; now: Date; language?: Language }

/**
 * Judge the token of an `Authorization: Bearer` header (annex B4). What cannot be read, lives too long, is expired or is
 * of another type is `unauthenticated`; key, signature, audience and suspension are as for envelopes.
 */
export async function openAccessToken(
  token: string,
  { hubId, findKey, now, language = 'zh' }: AccessTokenContext,
): Promise<AccessTokenOpening> {
  const read = readCompact(Buffer.from(token), headerForms.accessToken, language)
  if (!read.ok) return { ok: false, refusal: unauthenticated(read.refusal.detail) }
  const verified = await verifyByRegisteredKey(read.compact, findKey, now, language)
  if (!verified.ok) return { ok: false, refusal: asTokenFault(verified.refusal) }
  const { key, revoked } = verified
  if (revoked) return { ok: false, refusal: revoked }
  const opened = readClaims(read.compact.payload, accessContract, hubId, language)
  if (!opened.ok) return { ok: false, refusal: asTokenFault(opened.refusal) }
  const { iss, aud, jti, exp } = opened.claims
  if (iss !== key.nodeId) return { ok: false, refusal: unknownKey(key.kid) }
  const refusal = judgeAudience(aud, hubId) ?? judgeLifetime(opened.claims, now)
  if (refusal) return { ok: false, refusal }
  const access = { nodeId: key.nodeId, kid: key.kid, jti, exp }
  const suspended = judgeSuspension(key)
  return suspended ? { ok: false, refusal: suspended, access } : { ok: true, access }
}

/** JWT libraries add claims of their own, such as `nbf`; a reader ignores what it does not know (RFC 7519 §4). */
const accessContract: ClaimsContract<AccessClaims> = ({ iss, aud, iat, exp, jti }, language) =>
  parse(AccessClaims, { iss, aud, iat, exp, jti }, '', language)

const { maxAge, maxAhead } = issuedAtWindow

/** No leeway on `exp`; a token may live at most 300 s, and its `iat` be at most 60 s ahead. */
function judgeLifetime({ iat, exp }: AccessClaims, now: Date): Refusal | undefined {
  const hubTime = Math.floor(now.getTime() / 1000)
  if (exp <= hubTime) return unauthenticated({ zh: `令牌已于 ${exp} 过期`, en: `the token expired at ${exp}` }, hubTime)
  if (exp - iat > maxAge)
    return unauthenticated({ zh: `有效期不得超过 ${maxAge} 秒`, en: `it may live at most ${maxAge} s` }, hubTime)
  if (iat > hubTime + maxAhead)
    return unauthenticated({ zh: `iat 超前 ${maxAhead} 秒以上`, en: `iat is more than ${maxAhead} s ahead` }, hubTime)
  return undefined
}

/** A token that is not as described is no credential; faults of the key or the signature keep their own slug. */
function asTokenFault(refusal: Refusal): Refusal {
  return refusal.slug === 'malformed-envelope' ? unauthenticated(refusal.detail) : refusal
}

function unauthenticated(detail: { zh: string; en: string }, hubTime?: number): Refusal {
  return {
    ...refuse('unauthenticated', detail.zh, detail.en),
    ...(hubTime === undefined ? {} : { members: { hubTime } }),
  }
}
