import { statusCodes } from '@inquiry/schema'
import { expect, test } from 'vitest'
import { lifecycleTable, toMermaid } from '../src/index.ts'

test('the state diagram shows every status and every row of the table that moves a case', () => {
  const diagram = toMermaid()
  expect(diagram.split('\n')[0]).toBe('stateDiagram-v2')
  for (const status of statusCodes) expect(diagram).toContain(`as ${status.replaceAll('-', '_')}`)
  const moving = lifecycleTable.filter(({ to }) => to !== 'same')
  expect(moving.length).toBeGreaterThan(10)
  for (const { type, by } of moving) expect(diagram).toContain(`${type} (${by.join(', ')})`)
  expect(diagram).toContain('  assigned --> accepted : case.accepted (handler), case.accepted (primary)')
  expect(diagram).toContain('  [*] --> submitted : case.submitted (origin)')
})

test('the state diagram speaks Chinese too', () => {
  expect(toMermaid('zh')).toContain('state "办理中" as in_progress')
})
