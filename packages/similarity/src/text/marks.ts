/** What a text says about which one of several is meant: districts, and numbers with what they count. */
export interface Marks {
  /** 广州市, a市, … */
  readonly cities: ReadonlySet<string>
  /** 天河区, a3区, … */
  readonly districts: ReadonlySet<string>
  /** By what is counted (号线, 栋, 班, 年, 路, …), the numbers named. */
  readonly numbers: ReadonlyMap<string, ReadonlySet<string>>
}

const region = /(?:[a-z]\d{0,2}|[\p{Script=Han}]{1,3}?)[市区县]/gu
const notRegion =
  /小区|社区|城区|校区|园区|地区|市区|郊区|片区|库区|辖区|全市|全区|全县|本市|我市|我区|我县|城市|超市|夜市|上市|都市|股市|门市|景区|街区|新区|老区|开发区|经开区|高新区|自贸区|保税区|度假区|示范区|先导区|保护区|产业区|工业区/
const number = /(\d{1,5})(号线|号楼|栋|幢|期|班|年级|路公交|路车|路|组|标段)|((?:19|20)\d\d)年/g

/** The marks of a normalised text without spaces. */
export function marksOf(text: string): Marks {
  const cities = new Set<string>()
  const districts = new Set<string>()
  for (const [found] of text.matchAll(region)) {
    if (!notRegion.test(found)) (found.endsWith('市') ? cities : districts).add(found)
  }
  const numbers = new Map<string, Set<string>>()
  for (const [, counted, unit = '年', year = ''] of text.matchAll(number)) {
    const value = counted ?? year
    const kind = unit.startsWith('路') ? '路' : unit === '幢' || unit === '号楼' ? '栋' : unit
    const values = numbers.get(kind)
    if (values === undefined) numbers.set(kind, new Set([value]))
    else values.add(value)
  }
  return { cities, districts, numbers }
}

/** 1 when one of two sets is within the other, −1 when each has a member of its own, 0 when one is empty. */
export function containment(a: ReadonlySet<string>, b: ReadonlySet<string>): -1 | 0 | 1 {
  if (a.size === 0 || b.size === 0) return 0
  return a.isSubsetOf(b) || b.isSubsetOf(a) ? 1 : -1
}

/** 1 when two sets have a member in common, −1 when both have members but none in common, 0 when one is empty. */
export function agreement(a: ReadonlySet<string>, b: ReadonlySet<string>): -1 | 0 | 1 {
  if (a.size === 0 || b.size === 0) return 0
  for (const member of a) if (b.has(member)) return 1
  return -1
}
