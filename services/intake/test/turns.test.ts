import { createTurns } from '@inquiry/intake'
import { expect, test } from 'vitest'

/** Ask for turns of nodes in this order; `order` says who has begun so far, `end` ends the first that has not ended. */
function asked(waiting: readonly [node: string, messages: number][]) {
  const turns = createTurns()
  const order: string[] = []
  const ends: (() => void)[] = []
  for (const [node, messages] of waiting)
    void turns.take(node, messages).then((end) => {
      order.push(node)
      ends.push(end)
    })
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done))
  return { order, settle, end: () => ends.shift()?.() }
}

const repeated = (node: string, count: number): [string, number][] => Array.from({ length: count }, () => [node, 1])

test('a node with many envelopes does not stand before one with one', async () => {
  const { order, settle, end } = asked([...repeated('noisy', 76), ['calm', 1], ['quiet', 1]])
  await settle()
  expect(order).toEqual(repeated('noisy', 64).map(([node]) => node))
  for (let i = 0; i < 4; i++) end()
  await settle()
  expect(order.slice(64)).toEqual(['noisy', 'calm', 'quiet', 'noisy'])
})

test('while there is room nobody waits, and every turn comes', async () => {
  const { order, settle, end } = asked(repeated('one', 1_000))
  for (let begun = 64; begun <= 1_000; begun++) {
    await settle()
    expect(order).toHaveLength(begun)
    end()
  }
})

test('envelopes of many messages take more of the room, and one always goes', async () => {
  const { order, settle, end } = asked([
    ['large', 3_999],
    ['large', 1_000],
    ['large', 5_000],
    ['calm', 1],
  ])
  await settle()
  expect(order).toEqual(['large', 'large'])
  end()
  await settle()
  expect(order).toEqual(['large', 'large', 'large'])
  end()
  end()
  await settle()
  expect(order).toEqual(['large', 'large', 'large', 'calm'])
})
