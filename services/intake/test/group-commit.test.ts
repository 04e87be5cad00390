import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createGroupCommit } from '../src/record/group-commit.ts'

const options = { owner: () => 'one', weight: (n: number) => n, maxWeight: 10, maxItems: 20, maxWaiting: 50 }

describe('a group commit', () => {
  test('writes what waits in few batches, each within its weight, and answers each its own outcome', async () => {
    const batches: number[][] = []
    const group = createGroupCommit(async (items: readonly number[]) => {
      batches.push([...items])
      await sleep(5)
      return items.map((n) => n * 2)
    }, options)
    const outcomes = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => group.add(n)))
    expect(outcomes).toEqual([2, 4, 6, 8, 10, 12])
    expect(batches).toEqual([[1, 2, 3, 4], [5], [6]])
  })

  test('does not let an item that cannot be written take its neighbours with it', async () => {
    const group = createGroupCommit(async (items: readonly number[]) => {
      if (items.includes(3)) throw new Error('3 cannot be written')
      return items
    }, options)
    const settled = await Promise.allSettled([1, 2, 3, 4].map((n) => group.add(n)))
    expect(settled.map((s) => s.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })

  test('writes what is added at the moment when others are answered, however many steps later that is', async () => {
    const group = createGroupCommit(async (items: readonly number[]) => items, options)
    for (let steps = 0; steps < 12; steps++) {
      const first = await group.add(1)
      for (let step = 0; step < steps; step++) await Promise.resolve()
      const second = await Promise.race([group.add(first + 1), sleep(1_000, 'never')])
      expect(second, `${steps} steps later`).toBe(2)
    }
  })

  test('gives those who have items waiting turns, and keeps the order of each', async () => {
    const batches: string[][] = []
    const group = createGroupCommit(
      async (items: readonly string[]) => {
        batches.push([...items])
        await sleep(1)
        return items
      },
      { ...options, owner: (item) => item[0] ?? '', weight: () => 1, maxItems: 4 },
    )
    await Promise.all(['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'c1', 'q1', 'q2'].map((item) => group.add(item)))
    expect(batches).toEqual([
      ['n1', 'c1', 'q1', 'n2'],
      ['q2', 'n3', 'n4', 'n5'],
      ['n6', 'n7'],
    ])
  })

  test('sends new items away when too many wait', async () => {
    const group = createGroupCommit(async (items: readonly number[]) => (await sleep(1), items), options)
    const settled = await Promise.allSettled(Array.from({ length: 60 }, () => group.add(1)))
    expect(settled.filter((s) => s.status === 'rejected')).toHaveLength(10)
  })
})
