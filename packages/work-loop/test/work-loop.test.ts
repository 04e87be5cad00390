import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createGrowth, pressureOn, startWorkLoop, turnsUnder } from '../src/index.ts'

describe('a work loop', () => {
  test('works while there is work, sleeps, and wakes at a hint long before its idle time', async () => {
    const growth = createGrowth()
    let left = 3
    let steps = 0
    const loop = startWorkLoop(async () => (steps++, left > 0 ? left-- : 0), {
      growth,
      failed: () => {},
      idleMs: 10_000,
    })
    await sleep(20)
    expect(steps).toBe(4)
    left = 1
    growth.grown()
    await sleep(20)
    expect(steps).toBe(6)
    await loop.stop()
  })

  test('does not sleep through a hint that comes while it looks', async () => {
    const growth = createGrowth()
    let steps = 0
    const loop = startWorkLoop(
      async () => {
        if (++steps === 1) growth.grown()
        await sleep(1)
        return 0
      },
      { growth, failed: () => {}, idleMs: 10_000 },
    )
    await sleep(50)
    expect(steps).toBe(2)
    await loop.stop()
  })

  test('goes on after a step that failed, and says so', async () => {
    const growth = createGrowth()
    const failures: number[] = []
    let steps = 0
    const loop = startWorkLoop(
      async () => {
        if (++steps < 3) throw new Error('not yet')
        return 0
      },
      { growth, failed: (_error, attempt) => failures.push(attempt), idleMs: 10_000 },
    )
    await sleep(500)
    expect([steps, failures]).toEqual([3, [1, 2]])
    await loop.stop()
  })

  test('gives way under pressure: the loops work one after the other and rest most of the time', async () => {
    const pressure = pressureOn()
    const turns = turnsUnder(pressure)
    let working = 0
    let together = 0
    let steps = 0
    const work = async () => {
      together = Math.max(together, ++working)
      pressure.note()
      await sleep(20)
      working--
      return ++steps
    }
    pressure.note()
    const options = { growth: createGrowth(), failed: () => {}, turns }
    const loops = [startWorkLoop(work, options), startWorkLoop(work, options)]
    await sleep(400)
    await Promise.all(loops.map((loop) => loop.stop()))
    expect(together).toBe(1)
    expect(steps).toBeGreaterThanOrEqual(2)
    expect(steps).toBeLessThanOrEqual(6)
  })

  test('rests longer still where people are sent away', async () => {
    const pressure = pressureOn()
    const turns = turnsUnder(pressure)
    let steps = 0
    const work = async () => {
      pressure.note()
      pressure.noteTooHigh()
      await sleep(20)
      return ++steps
    }
    pressure.note()
    const loop = startWorkLoop(work, { growth: createGrowth(), failed: () => {}, turns })
    await sleep(300)
    expect(steps).toBe(1)
    await loop.stop()
  })
})
