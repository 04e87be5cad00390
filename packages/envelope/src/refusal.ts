import { sentence } from '@inquiry/schema'
import type { Fault, Language, ProblemSlug } from '@inquiry/schema'

/** Why something a peer sent is not taken: the problem's slug, a sentence in both languages, the places at fault. */
export type Refusal = {
  slug: ProblemSlug
  detail: { zh: string; en: string }
  errors: Fault[]
  /** Further members of the problem document, such as `hubTime` or `reason`. */
  members?: Record<string, unknown>
}

/** What came of a check: what was asked for, or why it is refused. */
export type Judged<T> = ({ ok: true } & T) | { ok: false; refusal: Refusal }

/** A place at fault: JSON Pointer from the payload root or `/header/…`, the rule broken there, and its limit. */
export type Place = { pointer: string; rule: string; limit?: unknown }

const formRules: Record<string, { zh: string; en: string }> = {
  compact: {
    zh: '应为三段式 JWS 紧凑序列化',
    en: 'must be a JWS in compact serialization: three parts joined by dots',
  },
  base64url: {
    zh: '应为规范的 base64url（无填充、空格、换行，多余位为零）',
    en: 'must be canonical base64url: no padding, no white space, unused bits zero',
  },
  'signature-length': { zh: '签名应为 64 字节', en: 'the signature must have 64 bytes' },
  'header-size': { zh: '头部不得超过 1024 字节', en: 'the header must have at most 1024 bytes' },
  json: { zh: '不是有效的 JSON', en: 'is not JSON' },
  'utf-8': { zh: '不是有效的 UTF-8 编码', en: 'is not UTF-8' },
  bom: { zh: '不能以字节顺序标记（BOM）开头', en: 'must not begin with a byte order mark' },
  'unique-member': { zh: '成员名重复', en: 'a member name stands twice' },
  depth: { zh: '嵌套不得超过 32 层', en: 'must not be nested deeper than 32' },
  members: { zh: '一个对象不得超过 10000 个成员', en: 'an object must have at most 10000 members' },
  surrogate: { zh: '含有不成对的代理项', en: 'holds a lone surrogate' },
  nul: { zh: '含有 U+0000', en: 'holds U+0000' },
  'safe-integer': { zh: '数字超出 ±(2^53−1)', en: 'holds a number beyond ±(2^53−1)' },
  escape: { zh: '头部不能含有转义', en: 'the header must not hold escapes' },
  algorithm: { zh: '算法与密钥登记的算法不符', en: 'must be the algorithm of the key' },
  'public-key': {
    zh: '应为有效的 Ed25519 或 P-256 公钥，不含其他成员',
    en: 'must be a valid public key on Ed25519 or P-256, without other members',
  },
  'encryption-key': {
    zh: '应为有效的 P-256 或 X25519 公钥',
    en: 'must be a valid public key on P-256 or X25519',
  },
  'future-end': { zh: '有效期应晚于现在', en: 'must lie in the future' },
  'private-key': {
    zh: '私钥不得发送：该密钥已泄露，请重新生成',
    en: 'a private key must never be sent: this one is exposed, make another',
  },
}

/** A refusal with no place to point at. */
export function refuse(slug: ProblemSlug, zh: string, en: string): Refusal {
  return { slug, detail: { zh, en }, errors: [] }
}

/** A `malformed-envelope` that names the places at fault; its detail is the first one's sentence. */
export function malformed(places: readonly [Place, ...Place[]], language: Language): Refusal {
  const [first] = places
  const detail = {
    zh: `${first.pointer} ${say(first, 'zh')}`.trim(),
    en: `${first.pointer} ${say(first, 'en')}`.trim(),
  }
  return { slug: 'malformed-envelope', detail, errors: places.map((place) => fault(place, language)) }
}

/** The fault at a place, in words of one language. */
export function fault(place: Place, language: Language): Fault {
  return { pointer: place.pointer, rule: place.rule, message: say(place, language) }
}

function say(place: Place, language: Language): string {
  return formRules[place.rule]?.[language] ?? sentence(place.rule, place.limit, language)
}
