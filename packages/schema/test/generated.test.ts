import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { differences, write } from '../scripts/generated-file.ts'
import { generatedFiles, generatedFolders } from '../scripts/generated-files.ts'

test('the generated files are what the contract makes them today', async () => {
  const files = await generatedFiles()
  expect(files.length).toBeGreaterThan(400)
  expect(differences(fileURLToPath(new URL('../../../', import.meta.url)), files, generatedFolders)).toEqual([])
}, 60_000)

test('a file that is missing, stale or left over is named', () => {
  const root = mkdtempSync(join(tmpdir(), 'generated-'))
  const made = [
    { path: 'made/a.json', text: 'a' },
    { path: 'made/b.json', text: 'b' },
  ]
  write(root, made, ['made'])
  expect(differences(root, made, ['made'])).toEqual([])
  writeFileSync(join(root, 'made/a.json'), 'changed')
  writeFileSync(join(root, 'made/c.json'), 'c')
  rmSync(join(root, 'made/b.json'))
  expect(differences(root, made, ['made'])).toEqual([
    'stale: made/a.json',
    'missing: made/b.json',
    'left over: made/c.json',
  ])
  rmSync(root, { recursive: true })
})
