import { createIntakeGate, type IntakeGate } from '@inquiry/intake'
import { describe, expect, test } from 'vitest'

type Entered = ReturnType<IntakeGate['enter']>

const enter = (gate: IntakeGate, node: string, count: number): Entered[] =>
  Array.from({ length: count }, () => gate.enter(node, Infinity))

/** Let in and verified, as many as there is room for. */
const fill = (gate: IntakeGate, node: string, count: number): Entered[] =>
  enter(gate, node, count).map((place) => (typeof place === 'object' && !place.verified() ? 'node' : place))

const leave = (places: Entered[]): void => {
  for (const place of places) if (typeof place === 'object') place.leave()
}

describe('one node', () => {
  test('finds room for half of all, and the others for the rest', () => {
    const gate = createIntakeGate()
    const noisy = fill(gate, '440100', 300)
    expect(noisy.filter((place) => place === 'node')).toHaveLength(44)
    leave(noisy.slice(256))
    expect(fill(gate, '440300', 256)).not.toContain('node')
    expect(gate.isFull).toBe(true)
    expect(gate.enter('440600', Infinity)).toBe('hub')
  })

  test('has no room taken by what merely names it, but as far as its quota may need it', () => {
    const gate = createIntakeGate()
    expect(enter(gate, '440100', 10).filter((place) => place === 'node')).toHaveLength(0)
    expect(gate.lacking('440100', 4.5)).toBe('node')
    expect(gate.lacking('440100', 200)).toBeUndefined()
    expect(fill(gate, '440300', 1)).not.toContain('node')
  })
})

test('who leaves makes room, once', () => {
  const gate = createIntakeGate()
  const [first, ...rest] = fill(gate, '440100', 256)
  expect(gate.enter('440100', Infinity)).toBe('node')
  for (let i = 0; i < 2; i++) leave([first as Entered])
  expect(gate.underWay).toBe(255)
  expect(fill(gate, '440100', 1)).not.toContain('node')
  expect(gate.enter('440100', Infinity)).toBe('node')
  leave(rest)
  expect(gate.underWay).toBe(1)
})

describe('where envelopes take longer than 200 ms', () => {
  test('as many are let in as are done in that time, and 128 at least', () => {
    let now = 0
    const gate = createIntakeGate(() => now)
    const first = [...fill(gate, '440100', 200), ...fill(gate, '440300', 200)]
    now = 400
    leave(first)
    // 400 in 400 ms are 200 in 200 ms.
    expect(room(gate)).toBe(200)
    const second = [...fill(gate, '440100', 100), ...fill(gate, '440300', 100)]
    now = 10_000
    leave(second)
    expect(room(gate)).toBe(128)
  })

  test('one more is let in for each that is faster again, up to 512', () => {
    let now = 0
    const gate = createIntakeGate(() => now)
    const slow = fill(gate, '440100', 200)
    now = 1_000
    leave(slow)
    expect(room(gate)).toBe(128)
    const first = fill(gate, '440100', 20)
    now += 200
    leave(first)
    expect(room(gate)).toBe(148)
    for (let i = 0; i < 10; i++) {
      const quick = fill(gate, '440100', 64)
      now += 100
      leave(quick)
    }
    expect(room(gate)).toBeGreaterThan(300)
  })

  test('few say nothing of how many could be', () => {
    let now = 0
    const gate = createIntakeGate(() => now)
    const slow = fill(gate, '440100', 10)
    now = 1_000
    leave(slow)
    expect(room(gate)).toBe(512)
  })

  test('what is refused says nothing of it', () => {
    let now = 0
    const gate = createIntakeGate(() => now)
    const refused = enter(gate, '440100', 10)
    now = 1_000
    leave(refused)
    expect(room(gate)).toBe(512)
  })
})

/** For how many there is room just now, of many nodes. */
function room(gate: IntakeGate): number {
  const places = Array.from({ length: 1_000 }, (_, i) => gate.enter(String(i), Infinity))
  const taken = places.filter((place) => typeof place === 'object')
  leave(taken)
  return taken.length
}

test('it says that nothing gets out, not that much comes in', () => {
  let now = 0
  const gate = createIntakeGate(() => now)
  fill(gate, '440100', 200)
  now = 5_001
  expect(gate.isStuck).toBe(true)
  fill(gate, '440300', 1)
  expect(gate.isStuck).toBe(true)
  const quick = createIntakeGate(() => now)
  for (let i = 0; i < 1_000; i++, now += 10) leave(fill(quick, '440100', 1))
  expect(quick.isStuck).toBe(false)
})
