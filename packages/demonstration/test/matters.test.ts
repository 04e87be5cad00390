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
  }
  const phrases = [...script.tellings.flatMap(({ title, body }) => [title, body]), ...script.details, ...script.asks]

  test('asks only for slots that a matter fills, and closes its brackets', () => {
    for (const phrase of phrases) {
      expect(slotsIn(phrase).filter((slot) => !(slot in slots))).toEqual([])
      expect(say(phrase, slots, random)).not.toMatch(/[[\]{}|]/)
    }
  })

  test('uses every fact that it fixes, and names its place in every telling', () => {
    const used = new Set(phrases.flatMap(slotsIn))
    expect(Object.keys(script.facts ?? {}).filter((fact) => !used.has(fact))).toEqual([])
    for (const telling of script.tellings) {
      expect(slotsIn(telling.title + telling.body)).toContain(script.place)
    }
  })

  test('has tellings of its own for a plain speaker, and asks for something', () => {
    const plain = script.tellings.filter(
      ({ voice }) => voice === undefined || voice === 'recorded' || voice === 'angry',
    )
    expect(plain.length).toBeGreaterThanOrEqual(2)
    expect(script.asks.length).toBeGreaterThanOrEqual(2)
  })
})

test('there are at least 60 matters, each with a name of its own', () => {
  expect(matterScripts.length).toBeGreaterThanOrEqual(60)
  expect(new Set(matterScripts.map(({ id }) => id)).size).toBe(matterScripts.length)
})
