/** Lets each name through at a steady rate, with a burst to begin with. */
export interface TokenBuckets {
  /** 0 when it may pass; else the seconds until the next may. */
  take(name: string): number
  /** The same without passing. */
  wait(name: string): number
  /** How many may pass just now, with the part of one that is growing; without end where everything passes. */
  left(name: string): number
}

/** Buckets at most: names beyond are those of nodes, some hundreds; older full ones are dropped. */
const maxBuckets = 10_000

/** `perSecond` 0 lets everything through. `clock` gives milliseconds that never go back. */
export function createTokenBuckets(
  perSecond: number,
  burst: number,
  clock: () => number = () => performance.now(),
): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const tokensOf = (name: string, now: number): number => {
    const held = buckets.get(name) ?? { tokens: burst, at: now }
    return Math.min(burst, held.tokens + ((now - held.at) / 1000) * perSecond)
  }
  const secondsTo = (tokens: number): number => (tokens >= 1 ? 0 : (1 - tokens) / perSecond)
  return {
    take(name) {
      if (perSecond === 0) return 0
      const now = clock()
      const tokens = tokensOf(name, now)
      if (buckets.size > maxBuckets) buckets.clear()
      buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
      return secondsTo(tokens)
    },
    wait: (name) => (perSecond === 0 ? 0 : secondsTo(tokensOf(name, clock()))),
    left: (name) => (perSecond === 0 ? Infinity : tokensOf(name, clock())),
  }
}
