import { describe, expect, test } from 'vitest'
import { projectFiles, sourceFiles, textOf } from './source-files.ts'

const files = sourceFiles()
const product = files.filter(({ path }) => /^(packages|services)\/[^/]+\/src\//.test(path))

/** Who may import whom: a layer imports itself and those before it. */
const layers: readonly (readonly string[])[] = [
  ['schema'],
  ['lifecycle', 'clocks', 'routing', 'similarity', 'assessment', 'transparency', 'demonstration', 'decision-rules'],
  [
    'database',
    'envelope',
    'case-log',
    'case-record',
    'event-stream',
    'registry',
    'client',
    'problems',
    'telemetry',
    'work-loop',
    'http',
    'access',
  ],
]
const services = ['intake', 'triage', 'courier', 'desk', 'console', 'gateway', 'hub']

test('the checks see the project', () => {
  expect(files.length).toBeGreaterThan(250)
  expect(product.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(200)
})

describe('imports point one way', () => {
  test('every package stands in a layer', () => {
    const known = new Set([...layers.flat(), ...services])
    const found = new Set(product.map(({ path }) => path.split('/')[1] ?? ''))
    expect([...found].filter((name) => !known.has(name))).toEqual([])
  })

  test('no package imports a later layer, and no rule another rule’s machinery', () => {
    const layerOf = (name: string): number => layers.findIndex((layer) => layer.includes(name))
    const wrong = product
      .filter(({ path }) => path.startsWith('packages/'))
      .flatMap(({ path, imports }) =>
        ownImports(imports)
          .filter((target) => services.includes(target) || layerOf(target) > layerOf(path.split('/')[1] ?? ''))
          .map((target) => `${path} imports ${target}`),
      )
    expect(wrong).toEqual([])
  })

  test('no service imports another; only hub knows them all', () => {
    const wrong = product
      .filter(({ path }) => path.startsWith('services/') && !path.startsWith('services/hub/'))
      .flatMap(({ path, imports }) =>
        ownImports(imports)
          .filter((target) => services.includes(target) && !path.startsWith(`services/${target}/`))
          .map((target) => `${path} imports ${target}`),
      )
    expect(wrong).toEqual([])
  })

  test('no step of the gateway imports another, and its settings none', () => {
    const step = /\/(collect|map|seal|submit|write-back)\//
    const wrong = product.flatMap(({ path, imports }) => {
      const [, folder] = /^services\/gateway\/src\/(collect|map|seal|submit|settings|write-back)\//.exec(path) ?? []
      if (folder === undefined) return []
      return imports.filter((target) => step.test(target)).map((target) => `${path} imports ${target}`)
    })
    expect(wrong).toEqual([])
  })

  test('the schema package imports zod only', () => {
    const foreign = product
      .filter(({ path }) => path.startsWith('packages/schema/'))
      .flatMap(({ path, imports }) =>
        imports
          .filter((target) => !target.startsWith('.') && target !== 'zod')
          .map((target) => `${path} imports ${target}`),
      )
    expect(foreign).toEqual([])
  })

  test('jose is imported by the envelope package alone', () => {
    expect(
      product
        .filter(({ imports }) => imports.includes('jose'))
        .every(({ path }) => path.startsWith('packages/envelope/')),
    ).toBe(true)
  })
})

describe('a suffix is a permission', () => {
  test('SQL is written where the name says so', () => {
    const sqlUsers = product.filter(
      ({ path, text }) =>
        /from 'kysely'/.test(text) &&
        /\bsql[`<]/.test(text) &&
        !/\.(query|worker)\.ts$/.test(path) &&
        !/^packages\/(database|case-log|case-record)\//.test(path),
    )
    expect(sqlUsers.map(({ path }) => path)).toEqual([])
  })

  test('the environment is read by config alone', () => {
    const readers = product.filter(({ path, text }) => /process\.env/.test(text) && !path.endsWith('/config.ts'))
    expect(
      readers
        .map(({ path }) => path)
        .filter((path) => !['services/hub/src/find-on-path.ts', 'services/hub/src/command/demo.ts'].includes(path)),
    ).toEqual([])
  })
})

describe('no dumping grounds', () => {
  test('no file or folder is called after nothing in particular', () => {
    const vague = /(^|\/)(util|utils|helper|helpers|common|shared|misc|lib|manager|base)(\.tsx?|\/|$)/
    expect(files.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([])
  })

  test('files stay small: half of them under 110 lines, 95 of 100 under 300', () => {
    const lines = product.map(({ text }) => text.split('\n').length).toSorted((a, b) => a - b)
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThan(110)
    expect(lines[Math.floor(lines.length * 0.95)]).toBeLessThan(300)
  })

  test('exports are named', () => {
    expect(product.filter(({ text }) => /^export default /m.test(text)).map(({ path }) => path)).toEqual([])
  })
})

test('the project names no machine’s paths and no package registry’s host', () => {
  const forbidden = /\/work\/|\/root\/|registry\.npmjs|npmmirror|deb\.debian\.org|\.pyenv/
  const readable = projectFiles().filter(
    (path) =>
      /\.(ts|tsx|md|json|yaml|yml|mjs|js|css|html|svg|txt|csv)$/.test(path) &&
      path !== 'test/structure/structure.test.ts' &&
      path !== 'pnpm-lock.yaml',
  )
  expect(readable.length).toBeGreaterThan(300)
  expect(readable.filter((path) => forbidden.test(textOf(path) ?? ''))).toEqual([])
})

function ownImports(imports: readonly string[]): string[] {
  return imports.flatMap((target) => (target.startsWith('@inquiry/') ? [target.split('/')[1] ?? ''] : []))
}
