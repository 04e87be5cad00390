import { readSheet } from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

type Choice = { node: string | null; rule: string | null }
type Simulated = {
  examined: number
  changed: { caseId: string; before: Choice; after: Choice }[]
  byCity: { city: string; examined: number; changed: number }[]
  byCategory: { category: string | null; examined: number; changed: number }[]
  findings: { kind: string }[]
}

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const past = '2026-01-01T00:00:00+08:00'
let province: Province
let foshan: Node
let ecology: Node

beforeAll(async () => {
  province = await startProvince()
  for (const city of ['440100', '440300']) await province.join(city)
  foshan = await province.join('440600')
  ecology = await province.join('440000-ecology', 'department')
})
afterAll(() => province.stop())

const noise = {
  id: 'noise',
  when: { division: '4401', keyword: ['噪声'] },
  assign: '440000-ecology',
  profile: 'xinfang-2022',
}

function put(rules: object[], effectiveFrom = past) {
  return province.coordinator.ask('PUT', '/v1/routes', { effectiveFrom, rules })
}

async function assigned(caseId: string): Promise<{ node: string; rule: string | null; rulesVersion: number }> {
  for (;;) {
    const { events } = (await foshan.get<{ events: { type: string; data: object }[] }>(`/v1/cases/${caseId}/events`))
      .body
    const found = events.find((event) => event.type === 'inquiry.case.assigned.v1')
    if (found) return found.data as { node: string; rule: string | null; rulesVersion: number }
  }
}

describe('a routing table', () => {
  test('that is put routes from then on, and every assignment names rule, version, profile, and why it won', async () => {
    const broader = { id: 'city', when: { division: '4401' }, assign: '440100' }
    expect(await put([broader, noise])).toMatchObject({
      status: 200,
      body: { version: 1, effectiveFrom: expect.stringContaining('2026-01-01') },
    })
    const { caseId } = await foshan.say(submission())
    expect(await assigned(String(caseId))).toMatchObject({
      node: '440000-ecology',
      rule: 'noise',
      rulesVersion: 1,
      profile: { id: 'xinfang-2022', version: '1' },
      why: { zh: expect.stringContaining('噪声'), en: expect.stringContaining('beats city') },
      beat: [{ rule: 'city', because: 'keyword' }],
      due: expect.arrayContaining([expect.objectContaining({ step: 'accept' })]),
    })
  })

  test('waits for its day: until then the version before decides', async () => {
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString()
    expect(await put([], later)).toMatchObject({ status: 200, body: { version: 2 } })
    const shown = await province.coordinator.ok('GET', '/v1/routes')
    expect(shown).toMatchObject({ version: 1, history: [{ version: 1 }, { version: 2 }] })
    expect((await province.coordinator.ok<{ rules: object[] }>('GET', '/v1/routes?version=2')).rules).toEqual([])
    const { caseId } = await foshan.say(submission())
    expect(await assigned(String(caseId))).toMatchObject({ rule: 'noise', rulesVersion: 1 })
    expect((await province.coordinator.ask('GET', '/v1/routes?version=9')).status).toBe(404)
  })

  test('is refused with repeated rules, unknown nodes and profiles, each at its place', async () => {
    const answer = await put([
      { id: 'a', when: {}, assign: '999999' },
      { id: 'b', when: {}, assign: '440100', profile: 'no-such' },
    ])
    expect(answer.status).toBe(422)
    expect((answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/rules/0/assign',
      '/rules/1/profile',
    ])
    expect((await put([noise, noise])).status).toBe(422)
  })

  test('tells of ties, rules without effect, and cases that nobody answers for', async () => {
    const findings = async (rules: object[]) =>
      (await province.coordinator.ok<Simulated>('POST', '/v1/routes/simulate', { rules })).findings
    expect(
      await findings([
        { id: 'all', when: {}, assign: '440100' },
        { id: 'also', when: {}, assign: '440300' },
      ]),
    ).toContainEqual({ kind: 'shadowed', rule: 'also', by: 'all' })
    expect(
      await findings([
        { id: 'x', when: { nature: ['complaint'] }, assign: '440100' },
        { id: 'y', when: { nature: ['complaint', 'help'] }, assign: '440300' },
      ]),
    ).toContainEqual({ kind: 'tie', rules: ['x', 'y'] })
    expect(await findings([])).toContainEqual(
      expect.objectContaining({ kind: 'gap', fallsTo: 'default:city', categories: 'all' }),
    )
  })
})

describe('a draft', () => {
  test('tried on the past foretells where the same cases go once it is in effect', async () => {
    const texts = ['路灯损坏', '工地噪声', '河涌异味', '噪声扰民', '占道经营', '垃圾未清']
    const ids: string[] = []
    for (const [n, title] of texts.entries())
      ids.push(String((await foshan.say(submission({ title: `${title}${n}`, content: `${title}，请处理。` }))).caseId))
    await Promise.all(ids.map(assigned))
    const rules = [
      { id: 'water', when: { division: '44', keyword: ['河涌'] }, assign: '440000-ecology' },
      { id: 'guangzhou', when: { division: '440106' }, assign: '440300' },
      noise,
    ]
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const foretell = () => province.coordinator.ok<Simulated>('POST', '/v1/routes/simulate', { rules, from: today })
    // The summaries that a draft is tried on follow the log.
    await expect.poll(async () => (await foretell()).changed.some(({ caseId }) => caseId === ids.at(-1))).toBe(true)
    const foretold = await foretell()
    const moves = new Map(foretold.changed.map((change) => [change.caseId, change]))
    expect(foretold.examined).toBeGreaterThanOrEqual(texts.length)
    expect(foretold.byCity).toEqual([{ city: '440100', examined: foretold.examined, changed: foretold.changed.length }])
    expect(moves.get(ids[0] ?? '')).toEqual({
      caseId: ids[0],
      before: { node: '440100', rule: 'city' },
      after: { node: '440300', rule: 'guangzhou' },
    })

    expect((await put(rules)).status).toBe(200)
    for (const [n, title] of texts.entries()) {
      const again = await foshan.say(submission({ title: `${title}${n}`, content: `${title}，请处理。` }))
      const { node, rule } = await assigned(String(again.caseId))
      const before = await assigned(ids[n] ?? '')
      expect([title, { node, rule }]).toEqual([title, moves.get(ids[n] ?? '')?.after ?? { node: before.node, rule }])
    }
  })
})

describe('the sheet that officials edit', () => {
  const ask = (method: string, path: string, body?: Uint8Array<ArrayBuffer> | string) =>
    fetch(`${province.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${province.hub.secrets.adminToken}`, 'content-type': sheetType },
      ...(body === undefined ? {} : { body }),
    })

  test('is taken out, changed in a cell, and put in again as a new version', async () => {
    const exported = await ask('GET', '/v1/routes/sheet')
    expect(exported.headers.get('content-type')).toBe(sheetType)
    const rows = (await readSheet(Buffer.from(await exported.arrayBuffer()))) as (string | null)[][]
    expect(rows[0]?.[0]).toBe('规则编号')
    const [headings = [], first = [], ...others] = rows
    const edited = [headings, first.map((cell, n) => (headings[n] === '关键词' ? '河涌、臭水' : cell)), ...others]
    const bytes = await writeExcelFile(
      edited.map((row) => row.map((value) => (value === null ? null : { value, type: String }))),
    ).toBuffer()
    const read = (await (await ask('POST', '/v1/routes/sheet', new Uint8Array(bytes))).json()) as {
      rules: { when: { keyword?: string[] } }[]
      faults: []
    }
    expect(read.faults).toEqual([])
    expect(read.rules[0]?.when.keyword).toEqual(['河涌', '臭水'])
    const putBack = await ask(
      'PUT',
      `/v1/routes/sheet?effectiveFrom=${encodeURIComponent(past)}`,
      new Uint8Array(bytes),
    )
    expect(putBack.status).toBe(200)
    expect((await province.coordinator.ok<{ rules: object[] }>('GET', '/v1/routes')).rules).toEqual(read.rules)
  })

  test('with a mistake is refused with the address of the cell; what is no workbook is refused too', async () => {
    const rows = [
      ['规则编号', '区划前缀', '承办单位'],
      ['a', '44O1', '440100'],
    ]
    const bytes = await writeExcelFile(rows.map((row) => row.map((value) => ({ value, type: String })))).toBuffer()
    const answer = await ask('PUT', `/v1/routes/sheet?effectiveFrom=${encodeURIComponent(past)}`, new Uint8Array(bytes))
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: 'B2', rule: 'pattern' }] })
    expect((await ask('POST', '/v1/routes/sheet', 'no workbook')).status).toBe(422)
  })
})

describe('a dispute about competence', () => {
  test('comes to the coordinator with whom the returner suggests and where the table would send the case next', async () => {
    const { caseId } = await foshan.say(submission({ division: '440103' }))
    const id = String(caseId)
    await ecology.receive('case.assigned', id)
    await ecology.say(
      about(id, 'case.returned', {
        reason: 'not-our-competence',
        explanation: '属城管职责。',
        suggestedNode: '440300',
      }),
    )
    expect(await province.coordinator.ok('GET', `/v1/cases/${id}/advice`)).toMatchObject({
      returns: [
        { node: '440000-ecology', reason: 'not-our-competence', suggestedNode: '440300', explanation: '属城管职责。' },
      ],
      next: { node: '440100', rule: null, why: { zh: expect.stringContaining('default:city') } },
    })
  })
})
