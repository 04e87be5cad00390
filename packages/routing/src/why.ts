import { channels, entryOf, natures } from '@inquiry/schema'
import type { CodeList, RouteRule, Sentence } from '@inquiry/schema'
import type { Beaten } from './route.ts'
import type { Criterion } from './specificity.ts'

const criterionLabels: Record<Criterion, Sentence> = {
  division: { zh: '区划更具体', en: 'its division is more specific' },
  category: { zh: '分类更具体', en: 'its category is more specific' },
  keyword: { zh: '限定了关键词', en: 'it asks for a keyword' },
  nature: { zh: '限定了诉求性质', en: 'it asks for a nature' },
  channel: { zh: '限定了来源渠道', en: 'it asks for a channel' },
  order: { zh: '排列在前', en: 'it stands earlier in the table' },
}

/** Why the rule has the case: the conditions that held, and what decided against each other rule. */
export function reasonForRule(rule: RouteRule, beat: readonly Beaten[]): Sentence {
  const held = conditions(rule)
  const won = beat.map(({ rule: other, because }) => ({ other, label: criterionLabels[because] }))
  return {
    zh: [`符合规则 ${rule.id}（${held.zh}）`, ...won.map(({ other, label }) => `优先于 ${other}：${label.zh}`)].join(
      '；',
    ),
    en: [`rule ${rule.id} holds (${held.en})`, ...won.map(({ other, label }) => `it beats ${other}: ${label.en}`)].join(
      '; ',
    ),
  }
}

/** Keywords that a reason quotes; a rule may have two hundred long ones. */
const keywordsQuoted = 10

function keywords(all: readonly string[]): Sentence {
  const quoted = all.slice(0, keywordsQuoted)
  const more = all.length - quoted.length
  return {
    zh: `关键词 ${quoted.join('、')}${more > 0 ? `等 ${all.length} 个` : ''}`,
    en: `keyword ${quoted.join(', ')}${more > 0 ? ` or ${more} more` : ''}`,
  }
}

function conditions({ when }: RouteRule): Sentence {
  const { division, category, keyword, nature, channel } = when
  const parts: Sentence[] = []
  if (division) parts.push({ zh: `区划 ${division}`, en: `division ${division}` })
  if (category) parts.push({ zh: `分类 ${category}`, en: `category ${category}` })
  if (keyword) parts.push(keywords(keyword))
  if (nature) parts.push(codes('性质', 'nature', natures, nature))
  if (channel) parts.push(codes('渠道', 'channel', channels, channel))
  if (parts.length === 0) return { zh: '无条件', en: 'no condition' }
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') }
}

function codes(zh: string, en: string, list: CodeList, given: readonly string[]): Sentence {
  const labels = given.map((code) => entryOf(list, code)?.zh ?? code)
  return { zh: `${zh} ${labels.join('、')}`, en: `${en} ${given.join(', ')}` }
}

/** Why a default has the case. */
export function reasonForDefault(name: 'default:city' | 'default:origin', division: string): Sentence {
  return name === 'default:city'
    ? {
        zh: `没有规则适用，由区划 ${division} 所在城市的节点承办（default:city）`,
        en: `no rule holds; the city node of division ${division} has it (default:city)`,
      }
    : {
        zh: `没有规则适用，区划 ${division} 也没有城市节点，由来源节点承办（default:origin）`,
        en: `no rule holds and division ${division} has no city node; the origin has it (default:origin)`,
      }
}
