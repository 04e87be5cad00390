/** Envelopes that are judged and recorded at the same time at most; what comes beyond is sent away at once. */
const most = 512
/** Of these by one node: the others find room whatever one does. */
const mostOfOne = 256
/** An envelope that has been under way so long says that nothing is recorded just now, in milliseconds. */
const stuckAfterMs = 5_000

/**
 * Counts the envelopes under way, so that a hub with more to do than it can keeps doing what it can: what waits is
 * bounded in number and so in memory, and whoever finds no room learns it before anything is verified.
 */
export interface IntakeGate {
  readonly underWay: number
  readonly isFull: boolean
  /** Whether envelopes came in and none of them gets out. */
  readonly isStuck: boolean
  /** Let one of a node's in; answers how it leaves, or who has no room: the hub or this node. */
  enter(node: string): (() => void) | 'hub' | 'node'
}

/** `clock` gives milliseconds that never go back. */
export function createIntakeGate(clock: () => number = () => performance.now()): IntakeGate {
  const ofNode = new Map<string, number>()
  const since = new Set<{ at: number }>()
  return {
    get underWay() {
      return since.size
    },
    get isFull() {
      return since.size >= most
    },
    get isStuck() {
      const [oldest] = since
      return oldest !== undefined && clock() - oldest.at > stuckAfterMs
    },
    enter(node) {
      const own = ofNode.get(node) ?? 0
      if (since.size >= most) return 'hub'
      if (own >= mostOfOne) return 'node'
      const entry = { at: clock() }
      since.add(entry)
      ofNode.set(node, own + 1)
      return () => {
        if (!since.delete(entry)) return
        const left = (ofNode.get(node) ?? 1) - 1
        if (left === 0) ofNode.delete(node)
        else ofNode.set(node, left)
      }
    },
  }
}
