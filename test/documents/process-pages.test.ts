import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { processFiles } from './process-pages.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'docs/processes')
const pages = readdirSync(folder).filter((name) => name !== 'README.md')
const generated = processFiles().map(({ path }) => path.slice('docs/processes/'.length))

describe('the pages of the processes', () => {
  test.each(processFiles().map((file) => [file.path, file.text] as const))(
    '%s is what the code makes of it',
    (path, text) => {
      expect(readFileSync(join(root, path), 'utf8')).toBe(text)
    },
  )

  test('are all linked from the first page, which links to nothing else', () => {
    const links = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/\]\(([a-z-]+\.md)\)/g)].map(
      ([, name]) => name,
    )
    expect(new Set(links)).toEqual(new Set(pages))
  })

  test.each(pages.filter((name) => !generated.includes(name)))(
    '%s says who, what, how long, and on which article',
    (name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      for (const part of ['**Who.**', '**What.**', '**How long.**', '**Article.**']) expect(text).toContain(part)
      for (const [, target] of text.matchAll(/\]\(([a-z-]+\.md)\)/g))
        expect(existsSync(join(folder, target ?? ''))).toBe(true)
    },
  )

  test('draw every status in the diagram', () => {
    const lifecycle = processFiles().find(({ path }) => path.endsWith('lifecycle.md'))?.text ?? ''
    for (const status of [
      'submitted',
      'assigned',
      'returned',
      'accepted',
      'in_progress',
      'replied',
      'under_review',
      'closed',
      'declined',
      'withdrawn',
    ])
      expect(lifecycle).toContain(`as ${status}\n`)
  })
})
