import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { eventTypeNames, messageTypeNames, problemPages, problemSlugs } from '../src/index.ts'
import { invalidExamples, published, schemasFolder, validExamples } from './examples-on-disk.ts'

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url))
const text = (path: string) => readFileSync(join(docs, path), 'utf8')

describe('everything that the standard names', () => {
  const withValid = new Set(validExamples().map(({ contract }) => contract))
  const broken = Map.groupBy(invalidExamples(), ({ contract }) => contract)

  test.each([
    ['messages', messageTypeNames, 19],
    ['events', eventTypeNames, 47],
  ] as const)('every one of the %s has a schema, valid and invalid examples, and a page', (folder, types, atLeast) => {
    expect(types.length).toBeGreaterThanOrEqual(atLeast)
    const lacking = types.flatMap((type) => {
      const path = `${folder}/${type}.json`
      return [
        ...(existsSync(`${schemasFolder}1.0/${path}`) ? [] : [`${type} has no schema`]),
        ...(withValid.has(path) ? [] : [`${type} has no valid example`]),
        ...((broken.get(path)?.length ?? 0) >= 6 ? [] : [`${type} has fewer than six invalid examples`]),
        ...(existsSync(join(docs, `standard/${folder}/${type}.md`)) ? [] : [`${type} has no page`]),
      ]
    })
    expect(lacking).toEqual([])
  })

  test('every problem has a cause, a remedy and an example in both languages, and a page with them', () => {
    expect(problemSlugs.length).toBeGreaterThanOrEqual(35)
    const lacking = problemSlugs.filter((slug) => {
      const { cause, remedy, example } = problemPages[slug]
      const page = text(`problems/${slug}.md`)
      const [chinese, english] = (['zh', 'en'] as const).map((language) => [
        cause[language],
        remedy[language],
        example.detail[language],
      ])
      const shown = [...(chinese ?? []), ...(english ?? [])].every((words) => words.length > 3 && page.includes(words))
      return !shown || !/\p{Script=Han}/u.test(cause.zh + remedy.zh) || /\p{Script=Han}/u.test(cause.en + remedy.en)
    })
    expect(lacking).toEqual([])
  })
})

describe('the text of the standard', () => {
  const zh = text('standard/standard.zh.md')
  const en = text('standard/standard.en.md')

  test('names every message in both languages, and every problem that an envelope can meet', () => {
    for (const type of messageTypeNames) for (const language of [zh, en]) expect(language).toContain(`\`${type}\``)
    for (const slug of [
      'malformed-envelope',
      'envelope-conflict',
      'unknown-key',
      'key-revoked',
      'stale-envelope',
      'node-suspended',
    ]) {
      expect(zh).toContain(slug)
      expect(en).toContain(slug)
    }
  })

  test('has the same sections in both languages', () => {
    const numbers = (language: string) =>
      [...language.matchAll(/^#{2,3} (\d+(?:\.\d+)?) /gmu)].map(([, number]) => number)
    expect(numbers(zh)).toEqual(numbers(en))
    expect(numbers(zh).length).toBeGreaterThan(40)
  })

  test('names the same paths, members and codes in both languages', () => {
    const named = (language: string) =>
      new Set(
        [...language.matchAll(/`([^`]+)`/gu)]
          .map(([, code = '']) => code.replaceAll(/\s+/gu, ' '))
          .filter((code) => /^[\u0021-\u007e ]+$/u.test(code)),
      )
    const spoken = (language: string) =>
      new Set(
        [...named(language)].filter((code) => /^(GET|POST|PUT|DELETE) |^[a-z]+-[a-z-]+$|^[a-z]+[A-Z]\w*$/u.test(code)),
      )
    const difference = [...spoken(zh).symmetricDifference(spoken(en))]
    expect(difference).toEqual([])
  })

  test('gives the path of every endpoint that discovery names', () => {
    const { endpoints } = published('examples/valid/answers/Discovery.json') as { endpoints: Record<string, string> }
    expect(Object.values(endpoints).length).toBe(16)
    expect(Object.values(endpoints).filter((path) => !en.includes(path) || !zh.includes(path))).toEqual([])
  })
})

describe('the documents', () => {
  const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(standard|problems)\/.*\.md$/u.test(name.replaceAll('\\', '/')),
  )

  test('have no link that leads nowhere', () => {
    expect(pages.length).toBeGreaterThan(100)
    const dead = pages.flatMap((page) =>
      [...text(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/gu)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(docs, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    )
    expect(dead).toEqual([])
  })
})
