/** An inquiry as the judged collections give it, one JSON object per line. */
export interface GoldRow {
  readonly id: string
  readonly user: string
  readonly subject: string
  readonly created_at: string
  readonly detail: string
}

/** A judged pair of the random sample. */
export interface GoldPair {
  readonly a: string
  readonly b: string
  readonly label: 'duplicate' | 'related' | 'different'
  readonly confidence: 'high' | 'medium' | 'low'
  readonly stratum: string
  readonly p_inclusion: number
}

/** A set of inquiries about one matter; `optional` ones could belong to it. */
export interface GoldCluster {
  readonly name: string
  readonly ids: readonly string[]
  readonly optional?: readonly string[]
  readonly confidence?: 'high' | 'medium' | 'low'
}

/** Sets of inquiries that look alike: joining members of two different sets is an error. */
export interface MustNotMerge {
  readonly name: string
  readonly sets: readonly (readonly string[])[]
}

/** A judged collection: `pairs.jsonl`, `clusters.json`, `must_not_merge.json`, `uncertain.json`. */
export interface Gold {
  readonly pairs: readonly GoldPair[]
  readonly clusters: readonly GoldCluster[]
  readonly mustNotMerge: readonly MustNotMerge[]
  readonly uncertain: readonly { readonly ids: readonly string[] }[]
}

/** The name of an unordered pair. */
export function pairName(a: string, b: string): string {
  return a <= b ? `${a} ${b}` : `${b} ${a}`
}
