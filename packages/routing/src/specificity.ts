import type { RouteCondition } from '@inquiry/schema'

/** What makes one rule beat another, in this order; `order` is the earlier place in the list (annex A19). */
export const criteria = ['division', 'category', 'keyword', 'nature', 'channel', 'order'] as const
export type Criterion = (typeof criteria)[number]

/** How specific a condition is: longer prefixes first, then whether it names keywords, natures, channels. */
export type Specificity = readonly [
  division: number,
  category: number,
  keyword: number,
  nature: number,
  channel: number,
]

export function specificityOf({ division, category, keyword, nature, channel }: RouteCondition): Specificity {
  return [division?.length ?? 0, category?.length ?? 0, keyword ? 1 : 0, nature ? 1 : 0, channel ? 1 : 0]
}

/** Negative where `one` is more specific than `other`, 0 where neither is. */
export function compareSpecificity(one: Specificity, other: Specificity): number {
  const place = firstDifference(one, other)
  return place === -1 ? 0 : (other[place] ?? 0) - (one[place] ?? 0)
}

/** Why the more specific of the two wins; `order` where they are equally specific. */
export function decisiveCriterion(one: Specificity, other: Specificity): Criterion {
  const place = firstDifference(one, other)
  return (place === -1 ? undefined : criteria[place]) ?? 'order'
}

function firstDifference(one: Specificity, other: Specificity): number {
  return one.findIndex((value, place) => value !== other[place])
}
