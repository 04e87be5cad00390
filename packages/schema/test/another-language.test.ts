import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { schemasFolder } from './examples-on-disk.ts'

const script = fileURLToPath(new URL('validate_examples.py', import.meta.url))
const pythonIsHere = runs('python3', ['-c', 'from jsonschema import Draft202012Validator'])
if (!pythonIsHere)
  console.warn('left out: there is no Python with jsonschema here, so the examples are not tried in it')

function runs(command: string, parameters: string[]): boolean {
  try {
    execFileSync(command, parameters, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.runIf(pythonIsHere)(
  'Python’s jsonschema accepts every valid example and refuses every invalid one',
  () => {
    const output = execFileSync('python3', ['-W', 'ignore', script, schemasFolder], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    const found = JSON.parse(output) as { valid: number; invalid: number; refused: unknown[]; accepted: unknown[] }
    expect({ refused: found.refused, accepted: found.accepted }).toEqual({ refused: [], accepted: [] })
    expect(found.valid).toBeGreaterThan(200)
    expect(found.invalid).toBeGreaterThan(3000)
  },
  120_000,
)
