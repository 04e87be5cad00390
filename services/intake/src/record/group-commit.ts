import { ProblemError } from '@inquiry/problems'
import { busy } from '../too-much.ts'

/**
 * Commits many waiting items in one transaction: while one batch is being written, the next gathers. Those whose items wait
 * take turns in a batch: whoever has many does not stand before one who has one.
 */
export interface GroupCommit<Item, Outcome> {
  /** Done when the item's batch is on disk; rejects when the batch failed, and nothing of it is then recorded. */
  add(item: Item): Promise<Outcome>
}

export type GroupCommitOptions<Item> = {
  /** Whose an item is. */
  owner: (item: Item) => string
  /** What an item weighs, and how much one transaction may hold. */
  weight: (item: Item) => number
  maxWeight: number
  /** How many items one transaction may hold: whoever comes alone waits for one such batch, and goes with the next. */
  maxItems: number
  /** How many items may wait before new ones are sent away. */
  maxWaiting: number
}

type Entry<Item, Outcome> = { item: Item; done: (outcome: Outcome) => void; failed: (reason: unknown) => void }

/** `commit` answers one outcome per item, in order. */
export function createGroupCommit<Item, Outcome>(
  commit: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  { owner, weight, maxWeight, maxItems, maxWaiting }: GroupCommitOptions<Item>,
): GroupCommit<Item, Outcome> {
  const queues = new Map<string, Entry<Item, Outcome>[]>()
  let waiting = 0
  let draining = false

  async function drain(): Promise<void> {
    while (waiting > 0) await settle(take())
    // In the same turn as the look into the queue: what is added a moment later begins a drain of its own.
    draining = false
  }

  function take(): Entry<Item, Outcome>[] {
    const batch: Entry<Item, Outcome>[] = []
    let sum = 0
    // An owner that has more stands last again, and the map goes on to it in the end.
    for (const [name, queue] of queues) {
      const [first] = queue
      if (!first || batch.length === maxItems) break
      sum += weight(first.item)
      if (sum > maxWeight && batch.length > 0) break
      batch.push(first)
      queue.shift()
      queues.delete(name)
      if (queue.length > 0) queues.set(name, queue)
    }
    waiting -= batch.length
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
      if (waiting >= maxWaiting) return Promise.reject(new ProblemError(busy))
      return new Promise<Outcome>((done, failed) => {
        const name = owner(item)
        const queue = queues.get(name)
        if (queue) queue.push({ item, done, failed })
        else queues.set(name, [{ item, done, failed }])
        waiting += 1
        if (draining) return
        draining = true
        // The envelopes of one turn of the event loop go together.
        setImmediate(() => void drain())
      })
    },
  }
}
