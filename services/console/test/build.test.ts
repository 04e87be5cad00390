import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureConsoleBuilt } from '../build.ts'

let folder: string
let page: string

beforeAll(async () => {
  folder = await ensureConsoleBuilt()
  page = readFileSync(join(folder, 'index.html'), 'utf8')
}, 120_000)

describe('the built pages', () => {
  test('are not built again while their sources stay the same, however many ask', async () => {
    const built = statSync(join(folder, 'index.html')).mtimeMs
    expect(await Promise.all([ensureConsoleBuilt(), ensureConsoleBuilt()])).toEqual([folder, folder])
    expect(statSync(join(folder, 'index.html')).mtimeMs).toBe(built)
  })

  test('carry a policy that lets nothing in from elsewhere and no code from text', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#39;', "'")
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe-eval')
  })

  test('have no script in the page itself, and name only files that are there', () => {
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/)
    const named = [...page.matchAll(/(?:src|href)="\/console\/([^"]+)"/g)].map(([, path]) => path ?? '')
    expect(named.length).toBeGreaterThan(3)
    for (const path of named) expect(statSync(join(folder, path)).isFile()).toBe(true)
  })

  test('lie beside what they shrink to', () => {
    for (const path of globSync('assets/*.{js,css}', { cwd: folder }))
      expect(gunzipSync(readFileSync(join(folder, `${path}.gz`)))).toEqual(readFileSync(join(folder, path)))
  })

  test('weigh less than 900 kB on the wire, all pages together', () => {
    const files = globSync('assets/*.gz', { cwd: folder }).map((path) => statSync(join(folder, path)).size)
    expect(files.length).toBeGreaterThan(5)
    expect(files.reduce((sum, size) => sum + size, 0)).toBeLessThan(900_000)
  })
})
