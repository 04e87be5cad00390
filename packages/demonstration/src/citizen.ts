import { between, chance, pick } from './random.ts'
import type { Random } from './random.ts'

/** A person who writes; nobody real: phones of an unused block, identity numbers of a region that does not exist. */
export interface Citizen {
  /** Stable pseudonym. */
  readonly key: string
  readonly name: string
  /** 199000 and five digits. */
  readonly phone: string
  /** Eighteen characters, region 999999, with a true check character (GB 11643). */
  readonly idNumber: string
}

const surnames =
  '陈 林 黄 李 张 梁 王 刘 吴 罗 何 谢 杨 郑 邓 曾 叶 周 蔡 钟 彭 许 麦 温 冯 苏 卢 邱 古 赖 廖 区 关 谭 简 庄 翁 詹'.split(
    ' ',
  )
const givenNames =
  '伟 丽 志强 秀英 建华 敏 永辉 佩珊 嘉欣 国栋 小燕 文杰 晓彤 家豪 美玲 志明 雪芬 海涛 婉仪 俊杰 桂芳 子轩 颖诗 德胜 少芬 锦泉 惠珍 泽鑫 思敏 耀文 凤娇 春生 梓涵 绮雯 炳坤 燕珊'.split(
    ' ',
  )
const checkWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The citizen of this number, from 0 to 99,999. */
export function drawCitizen(random: Random, number: number): Citizen {
  return {
    key: `citizen-${String(number).padStart(6, '0')}`,
    name: pick(random, surnames) + pick(random, givenNames),
    phone: `199000${String((number * 7919 + 13) % 100_000).padStart(5, '0')}`,
    idNumber: identityNumber(random),
  }
}

function identityNumber(random: Random): string {
  const born = `${between(random, 1948, 2004)}${between(random, 101, 112).toString().slice(1)}${between(random, 101, 128).toString().slice(1)}`
  const digits = `999999${born}${String(between(random, 1, 999)).padStart(3, '0')}`
  const sum = checkWeights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return digits + ('10X98765432'[sum % 11] ?? '')
}

/** Whether this writer gives no name: likelier the graver the matter. */
export function staysAnonymous(random: Random, nature: string): boolean {
  return chance(random, nature === 'report' ? 0.3 : nature === 'praise' ? 0.02 : 0.05)
}
