import { expect, test } from 'vitest'
import { runTransparency } from '../scripts/measure.ts'

test('what is measured are proofs that hold, each from a few tiles', async () => {
  const [measured] = await runTransparency(['--leaves', '600', '--json'])
  expect(measured?.leaves).toBe(600)
  expect(measured?.inclusion.tilesRead).toBeLessThanOrEqual(4)
  expect(measured?.inclusion.bytesRead).toBeLessThanOrEqual(2 * 8192 + 4 * 32)
  expect(measured?.consistency.bytesRead).toBeGreaterThan(0)
})
