import type { ChannelCode } from '@inquiry/schema'
import { dateDigits } from './local-time.ts'
import type { Telling } from './matters/script.ts'
import { cities } from './places/cities.ts'
import { pickWeighted } from './random.ts'
import type { Random } from './random.ts'

const channelWeights: readonly (readonly [ChannelCode, number])[] = [
  ['web', 27],
  ['app', 21],
  ['wechat', 25],
  ['hotline', 6],
  ['email', 6],
  ['letter', 5],
  ['visit', 3],
  ['media', 4],
  ['other', 3],
]

/** The channel through which words like these arrive: an operator's note comes by telephone or from the counter. */
export function channelFor(random: Random, telling: Telling): ChannelCode {
  if (telling.voice === 'recorded') return telling.body.startsWith('来访') ? 'visit' : 'hotline'
  return pickWeighted(random, channelWeights, ([, weight]) => weight)[0]
}

const departmentOfCategory: readonly (readonly [prefix: string, nodeId: string])[] = [
  ['0409', '440000-culture'],
  ['0410', '440000-culture'],
  ['0411', '440000-culture'],
  ['0412', '440000-culture'],
  ['0507', '440000-medicare'],
  ['0608', '440000-culture'],
  ['0610', '440000-communications'],
  ['0702', '440000-medicare'],
  ['0806', '440000-housing'],
  ['0809', '440000-market'],
  ['01', '440000-housing'],
  ['02', '440000-ecology'],
  ['03', '440000-transport'],
  ['04', '440000-education'],
  ['05', '440000-hrss'],
  ['06', '440000-market'],
  ['07', '440000-health'],
  ['08', '440000-police'],
  ['09', '440000-agriculture'],
  ['10', '440000-data'],
  ['11', '440000-civil-affairs'],
]

/** The provincial department on whose own platform people bring a matter of this category. */
export function departmentFor(category: string): string {
  return departmentOfCategory.find(([prefix]) => category.startsWith(prefix))?.[1] ?? '440000-petition'
}

/** The case number a platform gives: each numbers in its own way, counting from 1. */
export function sourceIdFor(nodeId: string, at: number, count: number): string {
  const index = cities.findIndex((city) => city.code === nodeId)
  const city = cities[index]
  const date = dateDigits(at)
  const running = String(count).padStart(6, '0')
  if (city === undefined) return `${nodeId.slice(7).toUpperCase()}.${date.slice(0, 4)}.${running}`
  if (index % 3 === 0) return `${city.mark}${date}-${running}`
  if (index % 3 === 1) return `${city.mark}/${date.slice(0, 4)}/${date.slice(4, 6)}/${running}`
  return `${date}${running}`
}
