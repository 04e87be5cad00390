import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import { Chance } from '../model/random-words.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

/** More than one segment of the index holds, so that some texts are in it and some are not yet. */
const count = 1_300
const words = [
  '路灯',
  '噪声',
  '积水',
  '垃圾',
  '停车',
  '幼儿园',
  '水表',
  '电梯',
  '公交',
  '楼道',
  'WiFi',
  '光纤',
  '树木',
  '井盖',
]
const chance = new Chance(7)
let province: Province
let foshan: Node
const texts = new Map<string, string>()

beforeAll(async () => {
  province = await startProvince()
  foshan = await province.join('440600')
  for (let done = 0; done < count; done += 100) {
    const data = Array.from({ length: 100 }, () => ({ title: phrase(4), content: phrase(12) }))
    const { results } = (await foshan.push(...data.map((one) => submission({ ...one, division: '440604' })))).body
    results.forEach(({ caseId }, n) => texts.set(String(caseId), `${data[n]?.title}\n${data[n]?.content}`))
  }
  while ((await province.db.selectFrom('text_segment').select('last_position').execute()).length === 0) await sleep(100)
}, 120_000)
afterAll(() => province.stop())

function phrase(length: number): string {
  return Array.from({ length }, () => `${chance.pick(words)}${Math.floor(chance.next() * 100)}`).join('')
}

/** Every case that is found, page after page, the newest first. */
async function found(q: string): Promise<string[]> {
  const ids: string[] = []
  for (let after = ''; ;) {
    const path = `/v1/cases?limit=37&q=${encodeURIComponent(q)}${after}`
    const page = await province.coordinator.ok<{ cases: { caseId: string }[]; next: string | null }>('GET', path)
    ids.push(...page.cases.map((row) => row.caseId))
    if (page.next === null) return ids
    after = `&after=${page.next}`
  }
}

function expected(q: string): string[] {
  const parts = q.toLowerCase().split(' ')
  const holding = [...texts].filter(([, text]) => parts.every((part) => text.toLowerCase().includes(part)))
  return holding.map(([caseId]) => caseId).toReversed()
}

describe('the search', () => {
  test('finds exactly the texts that contain all the words, whether or not the index has them yet', async () => {
    const waiting = await province.db.selectFrom('text_entry').select('position').execute()
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.length).toBeLessThan(count)
    const all = [...texts.values()].join('')
    const questions = Array.from({ length: 25 }, () => {
      const from = Math.floor(chance.next() * (all.length - 10))
      return all.slice(from, from + 2 + Math.floor(chance.next() * 6)).replaceAll('\n', '')
    }).filter((part) => part.length > 1)
    for (const q of [...questions, '路灯 噪声 wifi', '井盖7 电梯', '没有这样的词'])
      expect([q, await found(q)]).toEqual([q, expected(q)])
  })

  test('follows a text that is amended after it came into the index', async () => {
    const [first = ''] = texts.keys()
    const text = texts.get(first) ?? ''
    await foshan.say(about(first, 'case.amended', { content: '改为反映红绿灯配时过短。' }))
    expect(await found('红绿灯配时')).toEqual([first])
    expect(await found(text.slice(text.indexOf('\n') + 1, text.indexOf('\n') + 20))).toEqual([])
  })
})

test('a word of a single character is refused, naming the parameter, with an example that is taken', async () => {
  for (const q of ['灯', '路灯 x', ' ']) {
    const refused = await province.coordinator.ask('GET', `/v1/cases?q=${encodeURIComponent(q)}`)
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '?q', rule: 'minLength' }] } })
    const [{ example = '' } = {}] = (refused.body as { errors: { example?: string }[] }).errors
    expect((await province.coordinator.ask('GET', `/v1/cases?q=${encodeURIComponent(example)}`)).status).toBe(200)
  }
})
