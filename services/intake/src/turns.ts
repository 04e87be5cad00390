/** Envelopes whose turn it is at the same time at most: so many are recorded in some 30 ms, and others wait behind them so long. */
const mostAtOnce = 64
/** And messages in them: two batches of the recorder's. */
const mostMessages = 4_000

/**
 * Whose turn it is to be recorded. The nodes take turns: whoever has many envelopes waiting does not stand before one who
 * has one. While there is room nobody waits.
 */
export interface Turns {
  /** Wait for the turn of an envelope of a node's with so many messages; answers how to end it. */
  take(node: string, messages: number): Promise<() => void>
}

type Waiting = { messages: number; begin: (end: () => void) => void }

export function createTurns(): Turns {
  const queues = new Map<string, Waiting[]>()
  let atOnce = 0
  let messagesAtOnce = 0
  const hasRoom = (): boolean => atOnce < mostAtOnce && messagesAtOnce < mostMessages
  const begin = (messages: number): (() => void) => {
    atOnce += 1
    messagesAtOnce += messages
    return () => {
      atOnce -= 1
      messagesAtOnce -= messages
      while (queues.size > 0 && hasRoom()) next()
    }
  }
  /** The first node's first envelope goes, and that node stands last. */
  const next = (): void => {
    for (const [node, queue] of queues) {
      const first = queue.shift()
      queues.delete(node)
      if (queue.length > 0) queues.set(node, queue)
      first?.begin(begin(first.messages))
      return
    }
  }
  return {
    take(node, messages) {
      if (queues.size === 0 && hasRoom()) return Promise.resolve(begin(messages))
      return new Promise((mayBegin) => {
        const queue = queues.get(node)
        if (queue) queue.push({ messages, begin: mayBegin })
        else queues.set(node, [{ messages, begin: mayBegin }])
      })
    },
  }
}
