import { createIntakeGate } from '@inquiry/intake'
import { expect, test } from 'vitest'

const leaves = (gate: ReturnType<typeof createIntakeGate>, node: string, count: number) =>
  Array.from({ length: count }, () => gate.enter(node))

test('one node finds room for half of all, and the others for the rest', () => {
  const gate = createIntakeGate()
  const noisy = leaves(gate, '440100', 300)
  expect(noisy.filter((leave) => leave === 'node')).toHaveLength(44)
  expect(leaves(gate, '440300', 256)).not.toContain('node')
  expect(gate.isFull).toBe(true)
  expect(gate.enter('440600')).toBe('hub')
})

test('who leaves makes room, once', () => {
  const gate = createIntakeGate()
  const [first] = leaves(gate, '440100', 256)
  expect(gate.enter('440100')).toBe('node')
  for (let i = 0; i < 2; i++) if (typeof first === 'function') first()
  expect(gate.underWay).toBe(255)
  expect(gate.enter('440100')).toBeTypeOf('function')
  expect(gate.enter('440100')).toBe('node')
})

test('it says that nothing gets out, not that much comes in', () => {
  let now = 0
  const gate = createIntakeGate(() => now)
  const [first] = leaves(gate, '440100', 200)
  now = 5_001
  expect(gate.isStuck).toBe(true)
  leaves(gate, '440300', 1)
  expect(gate.isStuck).toBe(true)
  const quick = createIntakeGate(() => now)
  for (let i = 0; i < 1_000; i++, now += 10) {
    const leave = quick.enter('440100')
    if (typeof leave === 'function') leave()
  }
  expect(quick.isStuck).toBe(false)
  expect(first).toBeTypeOf('function')
})
