const region = /^[a-z]?\d{0,2}[市区县]$|^[\p{Script=Han}]{2,3}[市区县省]$/u
const body =
  /(局|委|委员会|检察院|法院|派出所|分局|支队|大队|公司|集团|中心|银行|物业|学校|学院|中学|小学|医院|办事处|居委会|村委会)$/

/**
 * The words of a cut text that are no part of a name that it gives, no district, no number and no single character: what
 * is left is mostly the problem, and what is asked.
 */
export function problemWords(words: readonly string[], names: readonly string[]): string[] {
  return words.filter(
    (word) =>
      word.length > 1 && !region.test(word) && !/^\d+$/.test(word) && !names.some((name) => name.includes(word)),
  )
}

/** Authorities and organisations by the ends of words: whose act the case is about, or who is asked. */
export function bodiesIn(words: readonly string[]): Set<string> {
  return new Set(words.filter((word) => word.length > 1 && body.test(word)))
}

const wishes: readonly (readonly [name: string, signs: RegExp])[] = [
  ['when', /何时|什么时候|几时|多久|时间|进度|开工|开通|哪天/],
  ['how', /咨询|请问|如何|怎么|怎样|能否|是否|可否|吗|请教/],
  ['propose', /建议|希望|增设|增加|优化|加快|改善|提升|完善|规划|调整|设置/],
  ['complain', /投诉|举报|反映|扰民|违规|违法|违建|非法|拖欠|欺诈|诈骗|污染|乱|控告|虚假|强制|噪音|噪声|脏/],
  ['disclose', /公开|公示|公布/],
  ['repair', /维修|修复|损坏|失修|破损|漏水|停水|停电|修/],
  ['pay', /退款|退费|退还|赔偿|补偿|补贴|发放|工资|欠薪|收费/],
  ['thank', /感谢|谢谢|已解决|点赞|表扬/],
]

/** The kinds of wish that the words of a title show: to know when, how or why, to have built, mended, paid, published. */
export function wishesIn(title: string): Set<string> {
  return new Set(wishes.filter(([, signs]) => signs.test(title)).map(([name]) => name))
}
