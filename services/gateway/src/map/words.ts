import {
  categories,
  channels,
  declineReasons,
  messageTypes,
  natures,
  outcomes,
  pauseReasons,
  returnReasons,
  secrecies,
  urgencies,
  type CodeList,
} from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'

/** A word and the code it stands for. */
export type Words = ReadonlyMap<string, string>

const reviewWords = new Map([
  ['维持', 'upheld'],
  ['变更', 'amended'],
  ['撤销', 'revoked'],
])

/** The words that each field knows without a table: the codes themselves and their labels in both languages. */
const known = {
  nature: labelsOf(natures),
  channel: withMore(labelsOf(channels), {
    网页: 'web',
    网上: 'web',
    电话: 'hotline',
    热线: 'hotline',
    微信公众号: 'wechat',
    APP: 'app',
    邮件: 'email',
    走访: 'visit',
    信件: 'letter',
  }),
  secrecy: withMore(labelsOf(secrecies), { 是: 'identity', 否: 'none' }),
  urgency: withMore(labelsOf(urgencies), { 一般: 'normal', 普通: 'normal', 紧急: 'urgent', 特急: 'critical' }),
  category: labelsOf(categories),
  outcome: new Map([...labelsOf(outcomes), ...reviewWords]),
  reason: new Map([...labelsOf(pauseReasons), ...labelsOf(returnReasons), ...labelsOf(declineReasons)]),
  reporter: new Map([
    ...['person', '个人', '自然人', '公民'].map((word) => [word, 'person'] as const),
    ...['organisation', '单位', '企业', '法人', '组织'].map((word) => [word, 'organisation'] as const),
    ...['anonymous', '匿名'].map((word) => [word, 'anonymous'] as const),
  ]),
  public: new Map([
    ...['true', '是', '公开', '可公开', '同意公开', '同意', 'yes', 'y', '1'].map((word) => [word, 'true'] as const),
    ...['false', '否', '不公开', '不同意公开', '不同意', 'no', 'n', '0'].map((word) => [word, 'false'] as const),
  ]),
  crs: new Map([
    ...['CGCS2000', '2000国家大地坐标系', '国家2000'].map((word) => [plain(word), 'CGCS2000'] as const),
    ...['WGS84', 'WGS-84', 'GPS'].map((word) => [plain(word), 'WGS84'] as const),
    ...['GCJ02', 'GCJ-02', '高德', '腾讯', '火星坐标'].map((word) => [plain(word), 'GCJ02'] as const),
  ]),
  action: new Map([
    ...Object.entries(messageTypes).flatMap(([type, { zh, en }]) => [
      [plain(type), type] as const,
      [plain(type.replace(/^case\./, '')), type] as const,
      [plain(zh), type] as const,
      [plain(en), type] as const,
    ]),
    ...Object.entries({
      答复: 'case.replied',
      办理中: 'case.progressed',
      延期: 'case.extension-requested',
      申请延期: 'case.extension-requested',
      中止: 'case.paused',
      恢复: 'case.resumed',
      结案: 'case.closed',
      补正: 'case.paused',
      异议: 'case.returned',
      申请复查: 'case.review-requested',
      申请重办: 'case.reopen-requested',
      反馈: 'supervision.answered',
    }).map(([word, type]) => [plain(word), type] as const),
  ]),
} satisfies Record<string, Words>

export type WordField = keyof typeof known | 'division'

/** A word as it is compared: without blanks, in narrow letters, without case. */
export function plain(word: string): string {
  return word.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()
}

/**
 * The code that a word stands for in a field, by the city's own table first. A division is also known by its name: of
 * those in the node's own city, then in its province, then in the country, where it is the only one of that name.
 */
export function codeOf(field: WordField, word: string, own: Words | undefined, nodeId: string): string | undefined {
  const asked = plain(word)
  const mine = own?.get(asked)
  if (mine !== undefined) return mine
  if (field !== 'division') return known[field].get(asked)
  if (/^\d{6}$/.test(asked)) return asked
  for (const near of [nodeId.slice(0, 4), nodeId.slice(0, 2), '']) {
    const found =
      namesakes()
        .get(asked)
        ?.filter((code) => code.startsWith(near)) ?? []
    if (found.length === 1) return found[0]
  }
  return undefined
}

/** Words that a person may write into a field, for the fault of one who wrote another. */
export function someWords(field: WordField): string {
  if (field === 'division') return '天河区、440106'
  const words = [...known[field].keys()].filter((word) => /[\u4e00-\u9fff]/.test(word))
  return words.slice(0, 12).join('、')
}

let byName: Map<string, string[]> | undefined

function namesakes(): Map<string, string[]> {
  if (byName) return byName
  byName = new Map()
  for (const { code, zh, validTo } of divisions.codes) {
    if (validTo !== undefined) continue
    byName.set(plain(zh), [...(byName.get(plain(zh)) ?? []), code])
  }
  return byName
}

function labelsOf(list: CodeList): Map<string, string> {
  return new Map(
    list.codes.flatMap(({ code, zh, en }) => [
      [plain(code), code],
      [plain(zh), code],
      [plain(en), code],
    ]),
  )
}

function withMore(words: Map<string, string>, more: Record<string, string>): Map<string, string> {
  for (const [word, code] of Object.entries(more)) words.set(plain(word), code)
  return words
}
