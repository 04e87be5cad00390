import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exampleConfiguration, exampleKinds } from '../src/command/example.ts'
import { readConfig } from '../src/config.ts'

let file: string
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'gateway-config-')), 'gateway.yaml')
})
afterEach(() => rmSync(join(file, '..'), { recursive: true }))

function fault(text: string, environment: NodeJS.ProcessEnv = {}): string {
  writeFileSync(file, text)
  try {
    readConfig(file, environment)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

const good = exampleConfiguration('https://hub.example', '440600', 'excel')
const intoTable = (database: string, more = '') =>
  `  - {kind: sql, connection: 'sqlite:${database}.db', statement: insert into inquiry_event (id) values (:eventId)${more}}`

describe('the configuration', () => {
  test.each(exampleKinds)('that init writes for %s can be read', (kind) => {
    expect(
      fault(exampleConfiguration('https://hub.example', '440600', kind), { PLATFORM_DATABASE: 'sqlite:x.db' }),
    ).toBe('')
  })

  test('may have two tables of one name to write into, where one is called otherwise', () => {
    expect(fault([good, intoTable('one'), intoTable('other', ', name: archive')].join('\n'))).toBe('')
  })

  test('names every folder from where it lies itself', () => {
    writeFileSync(file, good.replace('folder: drop/answers', 'folder: drop/answers\n    attachmentFolder: photos'))
    const { state, sources, writeBack } = readConfig(file, {})
    const here = dirname(file)
    expect(state).toBe(join(here, 'state'))
    expect(sources).toMatchObject([
      { folder: join(here, 'drop/cases'), attachmentFolder: here },
      { folder: join(here, 'drop/answers'), attachmentFolder: join(here, 'photos') },
    ])
    expect(writeBack).toMatchObject([{ folder: join(here, 'replies') }])
  })

  test.each<[string, string, RegExp]>([
    [
      'a field that is missing',
      good.replace(/ {6}title:.*\n/, ''),
      /gateway\.yaml:\d+:\d+: sources\[0\]\.fields\.title: .*Example: title: 标题/,
    ],
    [
      'a name that is misspelt',
      good.replace('everySeconds', 'everySecond'),
      /gateway\.yaml:5:1: the file: has no member of this name: everySecond/,
    ],
    [
      'a field of two kinds',
      good.replace('nature: 诉求类型', 'nature: {column: a, constant: b}'),
      /fields\.nature: needs exactly one of column, constant and template/,
    ],
    [
      'an address that is none',
      good.replace('https://hub.example', 'hub.example'),
      /gateway\.yaml:2:1: hub: .*Example: hub: https:\/\/hub\.example/,
    ],
    ['no YAML', 'hub: [', /gateway\.yaml:1:\d+: /],
    ['a variable that is not set', good.replace('drop/cases', '${NOWHERE}'), /The environment has no NOWHERE/],
    [
      'two tables of one name to write into, of which one would miss what the other has passed',
      [good, intoTable('one'), intoTable('other')].join('\n'),
      /two targets of writeBack are “sql insert into inquiry_event”; .*Example: name: archive/,
    ],
    ['two sources of one name', good.replace('name: answers', 'name: cases'), /two sources have the name cases/],
  ])('with %s says where and how to mend it', (_, text, said) => expect(fault(text)).toMatch(said))
})
