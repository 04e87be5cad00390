import type { CaseState, Hop } from '../case-state.ts'

type Returns = CaseState['returns']

/** The stay with the present handler ends, so that its time is charged to it and no longer. */
export function leave(returns: Returns, time: string, how: Pick<Hop, 'end' | 'reason' | 'suggestedNode'>): Returns {
  const hops = returns.hops.map((hop) => (hop.until === null ? { ...hop, until: time, ...how } : hop))
  return { ...returns, hops }
}

/** A stay with another handler begins, and that with the present one ends. */
export function moveTo(returns: Returns, node: string, time: string): Returns {
  const left = leave(returns, time, { end: 'reassigned' })
  return { ...left, hops: [...left.hops, { node, from: time, until: null, end: null }] }
}
