import { hashText } from './hash.ts'
import type { TaggedWord } from './segment.ts'
import { telling, type TermTable } from './terms.ts'

const placeEnd =
  /(小区|花园|花苑|家园|嘉园|佳园|雅苑|公寓|公馆|大厦|广场|新城|新村|社区|街道|中学|小学|学校|幼儿园|学院|大学|医院|诊所|公司|集团|银行|市场|商场|商城|超市|酒店|公园|车站|地铁站|号线|高速|大桥|立交|隧道|工业园|产业园|科技园|物流园|开发区|派出所|驾校|大道|国际|华府|府邸|山庄|别墅|名苑|豪庭|庭院|水库|机场|农贸市场|养老院|体育馆|图书馆|[路街巷镇村乡站桥湖河山苑园城庭府湾居厂店馆坊里])$/
const neverPart =
  /^(的|了|在|是|和|与|及|等|我|我们|本人|他|她|这|那|该|此|某|有|无|没|不|未|请|把|被|对|从|到|至|向|为|于|以|因|就|都|也|还|要|让|给|将|内|外|旁|旁边|附近|周边|对面|门口|里面|一|两|个|位于|地处|业主|居民|市民|群众|领导|政府|部门|问题|投诉|举报|反映|咨询|建议|关于|希望|请求|请问|要求|严重|长期|违规|违法|非法|施工|噪音|噪声|扰民|油烟|建设|规划|管理|物业|开发商|什么|如何|为何|为什么|何时|怎么|是否|可以|能否|上|下|前|后|中|们|市|区|县|省|全市|全省|本|各|每|多|大|小|新|老|同|又|再次|尽快|加快|增加|设置|处理|解决)$/
/** What any district has: not a name, and where another name begins. */
const generic =
  /^(小区|住宅小区|花园|社区|街道|学校|小学|中学|大学|学院|幼儿园|医院|公司|集团|银行|市场|商场|超市|公园|车站|地铁站|地铁|项目|工地|高速|道路|马路|公路|临街|路|街|村|乡|镇|城市|全城|新城|大道|广场|城|园|店|站|厂|山|河|湖|桥|里|居|府|馆|大厦|公寓|酒店|派出所|驾校)$/
const region = /^[a-z]\d{0,2}[市区县]$|^.{2,3}[市区县省州]$/
const joinable = /^(n|x|a|j|v[ng]|z|b|s|m$|q$|eng|l|i|f|k|u$|ag|tg|t$|r$|nrt|yg|dg|g|h)/
const han = /^[\p{Script=Han}a-z\d]+$/u
const suffix = /(住宅小区|安置小区|小区|社区|街道|项目|工地)$/
const road = /(大道|街道|社区|[路街巷镇乡])$/
/** From here on a word is seldom enough to tell one school from another. */
const ownFrom = 5.5

/**
 * The places and organisations that a cut text names, as far as their endings tell (…路, …小区, …公司, …号线) and a word of
 * their own goes before, with what the dictionary knows as a place, an organisation or a mark. 小区 and the like are taken
 * off the end, so that 丽景小区 and 丽景 are one name. At most `limit`, in order of appearance, without repeats.
 */
export function namesIn(words: readonly TaggedWord[], table: TermTable, limit: number): string[] {
  const found = new Set<string>()
  for (let at = 0; at < words.length && found.size < limit; at++) {
    const name = endingAt(words, at, table) ?? knownName(words[at])
    if (name !== undefined) found.add(name)
  }
  return [...found]
}

/** The name that ends with this word, reaching back over at most four words that may be part of it, not past a road. */
function endingAt(words: readonly TaggedWord[], at: number, table: TermTable): string | undefined {
  const last = words[at]
  if (last === undefined || !placeEnd.test(last.word) || region.test(last.word)) return undefined
  let name = last.word
  let own = last.word.length > 2 && isOwn(last, table)
  for (let back = at - 1; back >= at - 4 && back >= 0; back--) {
    const part = words[back]
    if (part === undefined || !isPart(part) || name.length + part.word.length > 12) break
    name = part.word + name
    own ||= part.word.length === 1 || isOwn(part, table)
  }
  const bare = name.replace(suffix, '')
  return !own || bare.length < 2 || generic.test(bare) ? undefined : bare
}

/** A word that can make a name of what would else be any school or any mixing plant. */
function isOwn({ word, tag }: TaggedWord, table: TermTable): boolean {
  return /^(ns|nt|nz|nr)$/.test(tag) || (tag === 'x' && word.length > 1) || telling(table, hashText(word)) >= ownFrom
}

function isPart({ word, tag }: TaggedWord): boolean {
  return (
    han.test(word) &&
    joinable.test(tag) &&
    !neverPart.test(word) &&
    !region.test(word) &&
    !generic.test(word) &&
    !road.test(word)
  )
}

function knownName(part: TaggedWord | undefined): string | undefined {
  if (part === undefined || part.word.length < 2 || region.test(part.word) || generic.test(part.word)) return undefined
  return /^(ns|nt|nz)$/.test(part.tag) && han.test(part.word) && !neverPart.test(part.word) ? part.word : undefined
}
