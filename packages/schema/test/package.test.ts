import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../scripts/package/build.ts'

const resolve = createRequire(import.meta.url).resolve
const compiler = join(dirname(resolve('typescript/package.json')), 'bin/tsc')

/** A developer's folder with nothing in it but the packed package and zod. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'inquiry-schema-')))
const installed = join(folder, 'node_modules/@inquiry/schema')

beforeAll(() => {
  build(join(folder, 'built'))
  const archive = execFileSync('npm', ['pack', '--offline', '--silent', join(folder, 'built')], {
    cwd: folder,
    encoding: 'utf8',
  })
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', archive.trim(), '--strip-components=1', '-C', installed], { cwd: folder })
  symlinkSync(dirname(resolve('zod/package.json')), join(folder, 'node_modules/zod'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
}, 120_000)

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const program = `import { type Message, messageSchema, natures, parse, problemType, type Fault } from '@inquiry/schema'

const message: Message<'case.submitted'> = {
  id: 'm-1',
  type: 'case.submitted',
  time: '2026-11-22T10:00:00+08:00',
  case: { sourceId: 'GZ20261122-000123' },
  data: {
    nature: 'complaint', title: '体育东路夜间施工噪声扰民', content: '连续三晚十一点后仍在打桩。',
    division: '440106', channel: 'web', submittedAt: '2026-11-22T09:58:00+08:00',
    reporter: { kind: 'anonymous' }, secrecy: 'none', public: true, urgency: 'normal',
  },
}
const good = parse(messageSchema('case.submitted'), message)
const bad = parse(messageSchema('case.submitted'), { ...message, data: { ...message.data, title: '' } }, '/messages/0', 'en')
const faults: Fault[] = bad.ok ? [] : bad.errors
// @ts-expect-error -- no such nature
const wrong: Message<'case.submitted'>['data']['nature'] = 'gossip'
console.log(JSON.stringify({ good: good.ok, faults, natures: natures.codes.length, type: problemType('invalid-message'), wrong }))
`

describe('the packed package', () => {
  test('lets a strict program of twenty lines build a valid message and learn what is wrong with another', () => {
    writeFileSync(join(folder, 'program.ts'), program)
    const options = [
      '--strict',
      '--exactOptionalPropertyTypes',
      '--noUncheckedIndexedAccess',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--lib',
      'es2024,dom',
      '--types',
      '',
    ]
    execFileSync(process.execPath, [compiler, ...options, '--ignoreConfig', 'program.ts'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const output = execFileSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' })
    expect(JSON.parse(output)).toEqual({
      good: true,
      faults: [
        {
          pointer: '/messages/0/data/title',
          rule: 'minLength',
          message: 'must not be empty or white space only',
          example: '体育东路夜间施工噪声扰民',
        },
      ],
      natures: 6,
      type: 'https://standard.invalid/problems/invalid-message',
      wrong: 'gossip',
    })
  }, 60_000)

  test('depends on zod only and has no sources, tests or tools in it', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>
    expect(Object.keys(manifest['dependencies'] as object)).toEqual(['zod'])
    expect(manifest).not.toHaveProperty('devDependencies')
    expect(manifest).not.toHaveProperty('private')
    const files = execFileSync('find', [installed, '-type', 'f'], { encoding: 'utf8' }).trim().split('\n')
    expect(files.length).toBeGreaterThan(60)
    expect(
      files.filter((path) => /(?<!\.d)\.ts$/u.test(path) || /test|scripts/u.test(path.slice(installed.length))),
    ).toEqual([])
  })

  test('leaves in a bundle only what is used: a list of codes comes without zod', async () => {
    const code = await bundled(`import { natures } from '@inquiry/schema'\nconsole.log(natures)`)
    expect(code).toContain('表扬')
    expect(code).not.toContain('ZodObject')
    expect(code.length).toBeLessThan(3000)
  }, 60_000)

  test('goes into a browser bundle without any module of Node', async () => {
    const code = await bundled(
      `import { messageSchema, parse } from '@inquiry/schema'\nconsole.log(parse(messageSchema('case.rated'), {}))`,
    )
    expect(code).toContain('case.rated')
    expect(code).not.toMatch(/from ['"]node:|require\(['"]|process\.|Buffer\./u)
  }, 60_000)
})

async function bundled(source: string): Promise<string> {
  const input = join(folder, 'entry.js')
  writeFileSync(input, source)
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  return output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n')
}
