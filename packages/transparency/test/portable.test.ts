import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('only the native SHA-256 needs Node: all else can be bundled for a browser', () => {
  const folder = join(import.meta.dirname, '../src')
  const files = readdirSync(folder)
  const needNode = files.filter((file) =>
    /['"]node:|\bBuffer\b|\bprocess\b/.test(readFileSync(join(folder, file), 'utf8')),
  )
  expect(files.length).toBeGreaterThan(20)
  expect(needNode).toEqual(['sha256-native.ts'])
})
