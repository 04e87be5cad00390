import { describe, expect, test } from 'vitest'
import { matterScripts } from '../src/matters/all.ts'
import { drawMatter } from '../src/matters/matter.ts'
import { timeWords } from '../src/local-time.ts'
import { cities } from '../src/places/cities.ts'
import { districtsOf } from '../src/places/districts.ts'
import { say, slotsIn } from '../src/phrase.ts'
import { randomFrom } from '../src/random.ts'

const city = cities[0]!
const district = districtsOf(city.code)[0]!

describe.each(matterScripts.map((script) => [script.id, script] as const))('the script %s', (_, script) => {
  const random = randomFrom(7)
  const slots = {
    ...drawMatter(random, { number: 0, script, city, district }, Date.UTC(2026, 9, 1)).slots,
    ...timeWords(random, Date.UTC(2026, 8, 1), Date.UTC(2026, 9, 1)),
    ticket: '12345678',
  }
  const phrases = [
    ...script.tellings.flatMap(({ title, body, asks = [] }) => [title, body, ...asks]),
    ...script.details,
    ...script.asks,
  ]

  test('asks only for slots that a matter fills, and closes its brackets', () => {
    for (const phrase of phrases) {
      expect(slotsIn(phrase).filter((slot) => !(slot in slots))).toEqual([])
      expect(say(phrase, slots, random)).not.toMatch(/[[\]{}|]/)
    }
  })

  test('uses every fact that it fixes', () => {
    const used = new Set(phrases.flatMap(slotsIn))
    expect(Object.keys(script.facts ?? {}).filter((fact) => !used.has(fact))).toEqual([])
  })

  test('names its place in every telling, whatever words are chosen', () => {
    const marked = { ...slots, [script.place]: '〔此处〕' }
    const told = script.tellings.flatMap(({ title, body }) =>
      Array.from({ length: 40 }, () => say(`${title}：${body}`, marked, random)),
    )
    expect(told.filter((text) => !text.includes('〔此处〕'))).toEqual([])
  })

  test('has a telling in plain words that names the place, and asks for something', () => {
    const plain = script.tellings.filter(({ voice, body }) => voice === undefined && body.includes(`{${script.place}}`))
    expect(plain.length).toBeGreaterThanOrEqual(1)
    expect(script.asks.length).toBeGreaterThanOrEqual(2)
  })
})

test('there are at least 60 matters, each with a name of its own', () => {
  expect(matterScripts.length).toBeGreaterThanOrEqual(60)
  expect(new Set(matterScripts.map(({ id }) => id)).size).toBe(matterScripts.length)
})
