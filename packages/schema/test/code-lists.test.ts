import { describe, expect, test } from 'vitest'
import { categories, categoryScheme } from '../src/code-lists/category.ts'
import { type CodeEntry, CodeList, entryOf, findCode, isValidOn } from '../src/code-lists/code-list.ts'
import { codeListNames, shortCodeLists } from '../src/code-lists/standard-lists.ts'

const lists = [...shortCodeLists, categories]

/** The codes that the text of the standard fixes (sections 5, 10 and 12; annex A10 and B1). */
const fixedCodes: Record<string, string> = {
  nature: 'consultation help complaint report suggestion praise',
  channel: 'web app wechat hotline letter email visit media other',
  secrecy: 'none identity full',
  urgency: 'normal urgent critical',
  status: 'submitted assigned returned accepted in-progress replied under-review closed declined withdrawn',
  'pause-reason': 'correction hearing appraisal litigation other',
  outcome: 'resolved partly-resolved explained not-resolved transferred',
  'supervision-level': 'reminder order listed summons',
  'sharing-type': 'unconditional conditional none',
}

describe('the code lists of the standard', () => {
  test('are the fourteen that the standard names, division standing apart', () => {
    const names = [...lists.map((list) => list.name), 'division']
    expect(names.toSorted()).toEqual([...codeListNames].toSorted())
    expect(new Set(names).size).toBe(14)
  })

  test.each(Object.entries(fixedCodes))('%s has exactly the codes of the standard, in its order', (name, codes) => {
    const list = lists.find((candidate) => candidate.name === name)
    expect(list?.codes.map((entry) => entry.code)).toEqual(codes.split(' '))
  })

  test.each(lists.map((list) => [list.name, list] as const))('%s keeps the contract of a code list', (_, list) => {
    expect(CodeList.safeParse(list).error).toBeUndefined()
    const codes = list.codes.map((entry) => entry.code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const entry of list.codes) {
      expect(entry.code).toMatch(/^([a-z]+(-[a-z]+)*|\d+)$/)
      expect(entry.zh).toMatch(/^[\p{Script=Han}、，（）]+$/u)
      expect(entry.en).toMatch(/^[A-Z][A-Za-z ,:'-]+$/)
    }
  })

  test('give every reason for declining or returning room for what nobody foresaw', () => {
    for (const name of ['decline-reason', 'return-reason']) {
      expect(lists.find((list) => list.name === name)?.codes.at(-1)?.code).toBe('other')
    }
  })
})

describe('the shipped categories', () => {
  test('are version 1 of inquiry-category, in twelve branches of three levels', () => {
    expect(categoryScheme).toEqual({ scheme: 'inquiry-category', version: '1' })
    const sizes = Map.groupBy(categories.codes, (entry) => entry.code.length)
    expect(new Set(sizes.keys())).toEqual(new Set([2, 4, 6]))
    expect(sizes.get(2)?.map((entry) => entry.code)).toEqual(
      Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0')),
    )
  })

  test('stand each under the code they begin with', () => {
    const below = categories.codes.filter((entry) => entry.code.length > 2)
    for (const { code, parent = '' } of below) {
      expect(parent).toBe(code.slice(0, -2))
      expect(entryOf(categories, parent)?.code).toBe(parent)
    }
  })

  test('never leave a branch without leaves, nor two leaves of a branch with one label', () => {
    const inner = categories.codes.filter((entry) => entry.code.length < 6)
    for (const { code } of inner) {
      const labels = categories.codes.filter((entry) => entry.parent === code).map((entry) => entry.zh)
      expect(labels.length).toBeGreaterThanOrEqual(3)
      expect(new Set(labels).size).toBe(labels.length)
    }
  })
})

describe('a code with days of validity', () => {
  const entry: CodeEntry = { code: 'a', zh: '甲', en: 'A', validFrom: '2005-04-28', validTo: '2015-09-01' }
  const list: CodeList = { name: 'letters', version: '1', codes: [entry] }

  test('holds from its first day and no more on the day it ends', () => {
    expect(isValidOn(entry, '2005-04-27')).toBe(false)
    expect(isValidOn(entry, '2005-04-28')).toBe(true)
    expect(isValidOn(entry, '2015-08-31')).toBe(true)
    expect(isValidOn(entry, '2015-09-01')).toBe(false)
  })

  test('is found on those days only, while its label can always be shown', () => {
    expect(findCode(list, 'a', '2013-01-01')).toBe(entry)
    expect(findCode(list, 'a', '2020-01-01')).toBeUndefined()
    expect(entryOf(list, 'a')).toBe(entry)
    expect(entryOf(list, 'b')).toBeUndefined()
  })
})

test.each(['constructor', '__proto__', 'toString', ''])('%j, a name that every object has, is no code', (name) => {
  expect(lists.filter((list) => entryOf(list, name) !== undefined)).toEqual([])
})
