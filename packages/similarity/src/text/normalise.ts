const digits: Record<string, number> = {
  零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
} // prettier-ignore

/** What a number counts when it names a thing: a metro line, a building, a phase, a school year. */
const counted = '号线|号楼|号院|号|期|栋|幢|座|单元|班|年级|年|环|区|组|标段|路公交|路车|楼'
const chineseNumber = new RegExp(`([零〇一二两三四五六七八九十百]{1,5})(?=${counted})`, 'g')
/** 第二中学, 二中 after a district: one school. */
const numberedSchool =
  /第([一二三四五六七八九十]{1,3}|\d{1,2})(中学|小学)|(?<=[市区县])([一二三四五六七八九十]{1,3}|\d{1,2})(小学|中(?:学|(?!心|国|间|央|介|型|医)))/g
const greeting =
  /尊敬的[^，。！：；\s]{0,14}[，。！：；\s]|(您|你们?|大家)好[！，。：]*|(谢谢|感谢您?的?阅读)[！。，]*|此致|敬礼/g
const link = /https?:\/\/[\w./?=&%#-]*/g

/**
 * One spelling for what is written in several ways: full-width forms (NFKC), capitals, 三号线 and 3号线, runs of marks
 * that hide private data, 第二中学 and 二中; links and greetings fall away. Sentence marks stay.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(link, ' ')
    .replaceAll(',', '，')
    .replaceAll(':', '：')
    .replaceAll('!', '！')
    .replaceAll(';', '；')
    .replace(/[*×x]{3,}/g, ' ')
    .replace(greeting, ' ')
    .replace(chineseNumber, (_, number: string) => arabic(number))
    .replace(
      numberedSchool,
      (_, number?: string, kind?: string, bare?: string, bareKind?: string) =>
        `${arabic(number ?? bare ?? '')}${(kind ?? bareKind) === '小学' ? '小学' : '中'}`,
    )
    .replace(/([a-z]\d{0,2}[市区县])/g, ' $1 ')
}

/** 十九 → 19, 一八一四 → 1814, 二百零五 → 205. */
function arabic(number: string): string {
  if (/^\d+$/.test(number)) return number
  if (!/[十百]/.test(number)) return number.replace(/./gu, (sign) => String(digits[sign]))
  let total = 0
  let pending = 0
  for (const sign of number) {
    if (sign === '百') total += (pending || 1) * 100
    else if (sign === '十') total += (pending || 1) * 10
    pending = sign === '百' || sign === '十' ? 0 : (digits[sign] ?? 0)
  }
  return String(total + pending)
}
