/** Envelopes that are judged and recorded at the same time at most; what comes beyond is sent away at once. */
const most = 512
/** However slow it goes, so many are let in: fewer would not fill the batches in which they are recorded. */
const least = 128
/** How long an envelope should be under way at most, in milliseconds. */
const longestMs = 200
/** An envelope that has been under way so long says that nothing is recorded just now, in milliseconds. */
const stuckAfterMs = 5_000

/** An envelope that was let in. */
export type Place = {
  /** Its signature holds: it counts as its node's from now on. False where that node has no more room. */
  verified: () => boolean
  leave: () => void
}

/**
 * Counts the envelopes under way, so that a hub with more to do than it can keeps doing what it can: what waits is
 * bounded in number and so in memory, and whoever finds no room learns it before anything is verified. How many are let
 * in follows from how long they take: where they are under way for longer than they should, as many as are done within
 * that time (Little's law); where they are faster, one more for each.
 *
 * A node has half of what there is, and only what is verified counts as its own. What merely names a node is let in as
 * far as that node's quota may still need it: a flood of what nobody has verified fills no one else's room, and the more
 * of its quota a node has left, the less can be shut out by others who name it.
 */
export interface IntakeGate {
  readonly underWay: number
  readonly isFull: boolean
  /** Whether half of the room is taken, which one node can do. */
  readonly isHalfFull: boolean
  /** Whether envelopes came in and none of them gets out. */
  readonly isStuck: boolean
  /** Who would have no room for one more that names this node, of whose quota so much is left: the hub, or this node. */
  lacking(node: string, quotaLeft: number): 'hub' | 'node' | undefined
  /** Let in one that names this node. */
  enter(node: string, quotaLeft: number): Place | 'hub' | 'node'
}

/** `clock` gives milliseconds that never go back. */
export function createIntakeGate(clock: () => number = () => performance.now()): IntakeGate {
  const named = countByNode()
  const own = countByNode()
  const since = new Set<{ at: number }>()
  let bound = most
  const lacking = (node: string, quotaLeft: number): 'hub' | 'node' | undefined => {
    if (since.size >= bound) return 'hub'
    return own.of(node) >= bound / 2 || named.of(node) >= Math.min(bound / 2, quotaLeft * 2) ? 'node' : undefined
  }
  let window = emptyWindow(clock())
  /** Before one is let in: those that are recorded together leave together, and count as one. */
  const learn = (): void => {
    const { from, until, done, took, most: crowd } = window
    if (until - from < longestMs && since.size > 0) return
    if (took <= longestMs * done) bound = Math.min(most, bound + done)
    else if (crowd > least) bound = Math.min(bound, Math.max(least, Math.floor((done * longestMs) / (until - from))))
    window = emptyWindow(clock())
  }
  return {
    get underWay() {
      return since.size
    },
    get isFull() {
      return since.size >= bound
    },
    get isHalfFull() {
      return since.size >= bound / 2
    },
    get isStuck() {
      const [oldest] = since
      return oldest !== undefined && clock() - oldest.at > stuckAfterMs
    },
    lacking,
    enter(node, quotaLeft) {
      const lack = lacking(node, quotaLeft)
      if (lack) return lack
      learn()
      const entry = { at: clock() }
      since.add(entry)
      window.most = Math.max(window.most, since.size)
      let counted = named
      counted.add(node, 1)
      return {
        verified() {
          if (own.of(node) >= bound / 2) return false
          counted.add(node, -1)
          counted = own
          counted.add(node, 1)
          return true
        },
        leave() {
          if (!since.delete(entry)) return
          counted.add(node, -1)
          // What is refused is done sooner, and says nothing of how long recording takes.
          if (counted !== own) return
          window.until = clock()
          window.took += window.until - entry.at
          window.done += 1
        },
      }
    },
  }
}

/** What was done from a time until another, how long it took together, and how many were under way at most. */
const emptyWindow = (from: number) => ({ from, until: from, done: 0, took: 0, most: 0 })

function countByNode() {
  const counts = new Map<string, number>()
  return {
    of: (node: string) => counts.get(node) ?? 0,
    add(node: string, more: 1 | -1) {
      const count = (counts.get(node) ?? 0) + more
      if (count === 0) counts.delete(node)
      else counts.set(node, count)
    },
  }
}
