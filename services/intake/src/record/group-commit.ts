import { ProblemError } from '@inquiry/problems'
import { busy } from '../too-much.ts'

/** Commits many waiting items in one transaction: while one batch is being written, the next gathers. */
export interface GroupCommit<Item, Outcome> {
  /** Done when the item's batch is on disk; rejects when the batch failed, and nothing of it is then recorded. */
  add(item: Item): Promise<Outcome>
}

export type GroupCommitOptions<Item> = {
  /** What an item weighs, and how much one transaction may hold. */
  weight: (item: Item) => number
  maxWeight: number
  /** How many items may wait before new ones are sent away. */
  maxWaiting: number
}

type Entry<Item, Outcome> = { item: Item; done: (outcome: Outcome) => void; failed: (reason: unknown) => void }

/** `commit` answers one outcome per item, in order. */
export function createGroupCommit<Item, Outcome>(
  commit: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  { weight, maxWeight, maxWaiting }: GroupCommitOptions<Item>,
): GroupCommit<Item, Outcome> {
  let queue: Entry<Item, Outcome>[] = []
  let draining = false

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await settle(take())
    }
    // In the same turn as the look into the queue: what is added a moment later begins a drain of its own.
    draining = false
  }

  function take(): Entry<Item, Outcome>[] {
    let sum = 0
    const end = queue.findIndex((entry, i) => (sum += weight(entry.item)) > maxWeight && i > 0)
    const batch = end < 0 ? queue : queue.slice(0, end)
    queue = end < 0 ? [] : queue.slice(end)
    return batch
  }

  async function settle(batch: Entry<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await commit(batch.map((entry) => entry.item))
      batch.forEach((entry, i) => entry.done(outcomes[i] as Outcome))
    } catch (error) {
      if (batch.length === 1) batch.forEach((entry) => entry.failed(error))
      // One item that cannot be written must not take its neighbours with it: each is tried on its own.
      else for (const entry of batch) await settle([entry])
    }
  }

  return {
    add(item) {
      if (queue.length >= maxWaiting) return Promise.reject(new ProblemError(busy))
      return new Promise<Outcome>((done, failed) => {
        queue.push({ item, done, failed })
        if (draining) return
        draining = true
        // The envelopes of one turn of the event loop go together.
        setImmediate(() => void drain())
      })
    },
  }
}
