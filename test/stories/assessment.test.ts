import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { digestOfFigures, formulaFor, publicEvent, startRecount } from '@inquiry/assessment'
import { atLogHead, leavesAfter } from '@inquiry/case-log'
import { recountCopy } from '@inquiry/hub'
import type { Assessment, AssessmentAct, Assessments, IndicatorCases, Objections, Publication } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slugOf } from '../province/answer.ts'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

const dayMs = 86_400_000
const run = promisify(execFile)
const main = join(import.meta.dirname, '../../services/hub/src/main.ts')

let province: Province
let guangzhou: Node
let foshan: Node
/** Guangzhou's: two replied to in time, two not; Foshan's one in time. */
let inTime: string[]
let late: string[]
let ofFoshan: string
let month: string

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
  const given = await Promise.all([
    ...[1, 2, 3, 4].map((n) => assigned(guangzhou, '440106', `路灯不亮第${n}处`)),
    assigned(foshan, '440604', '积水'),
  ])
  inTime = given.slice(0, 2).map(({ caseId }) => caseId)
  late = given.slice(2, 4).map(({ caseId }) => caseId)
  ofFoshan = given[4]?.caseId ?? ''
  const dueAt = Date.parse(given[0]?.dueAt ?? '')
  month = new Date(dueAt + 8 * 3_600_000).toISOString().slice(0, 7)
  await runTo(dueAt - 12 * 3_600_000)
  for (const caseId of inTime) await reply(guangzhou, caseId)
  await reply(foshan, ofFoshan)
  await runTo(dueAt + dayMs)
  for (const caseId of late) await guangzhou.receive('case.overdue', caseId)
}, 60_000)
afterAll(() => province.stop())

async function assigned(node: Node, division: string, title: string): Promise<{ caseId: string; dueAt: string }> {
  const caseId = String((await node.say(submission({ division, title, content: `${title}，请处理。` }))).caseId)
  const event = await node.receive('case.assigned', caseId)
  await node.say(about(caseId, 'case.accepted'))
  const { due } = event.data as { due: { step: string; dueAt: string }[] }
  return { caseId, dueAt: due.find(({ step }) => step === 'reply')?.dueAt ?? '' }
}

async function reply(node: Node, caseId: string): Promise<void> {
  const repliedAt = new Date().toISOString()
  const { status } = await node.say(
    about(caseId, 'case.replied', { content: '已修复。', public: true, unit: '城管局', repliedAt }),
  )
  if (status !== 'recorded') throw new Error(`${caseId} was not replied to`)
}

function runTo(instant: number): Promise<void> {
  return province.coordinator.runAhead(Math.ceil((instant - Date.now()) / 1000))
}

/** An indicator of a node as a coordinator reads it, once the reader has come so far. */
async function figure(nodeId: string, id: string): Promise<Assessment['nodes'][0]['indicators'][0] | undefined> {
  const { nodes } = await province.coordinator.ok<Assessment>('GET', `/v1/assessments/${month}`)
  return nodes.find((node) => node.nodeId === nodeId)?.indicators.find((indicator) => indicator.id === id)
}

/** The digest of the month's figures as the log alone gives them up to a position. */
async function recounted(position: number): Promise<string> {
  const recount = startRecount(formulaFor(month))
  for (const { leaf } of await leavesAfter(province.db, -1, position + 1)) {
    const event = publicEvent(leaf)
    if (event) recount.add(event)
  }
  return digestOfFigures(recount.figures(month))
}

const share = async (nodeId = '440100', id = 'reply-on-time'): Promise<string> => {
  const found = await figure(nodeId, id)
  return `${found?.numerator}/${found?.denominator} −${found?.excludedCount}`
}

describe('the assessment of a month', () => {
  test('counts each node’s handlings by their due dates, in the month of the outcome, and ranks the nodes', async () => {
    await expect.poll(() => share(), { timeout: 10_000 }).toBe('2/4 −0')
    const answer = await province.coordinator.ok<Assessment>('GET', `/v1/assessments/${month}`)
    expect(answer).toMatchObject({ month, provisional: true, formula: { version: '2026-1' } })
    expect(answer.formula.indicators?.find(({ id }) => id === 'reply-on-time')).toMatchObject({ weight: 40 })
    expect(answer.nodes.map(({ nodeId, rank }) => [nodeId, rank])).toEqual([
      ['440100', 2],
      ['440600', 1],
    ])
    expect(await figure('440100', 'reply-on-time')).toMatchObject({ value: 0.5, counted: 4, scored: true })
    const index = await province.coordinator.ok<Assessments>('GET', '/v1/assessments')
    expect(index.months.find((one) => one.month === month)).toEqual({ month, provisional: true, published: null })
  })

  test('tells case by case what was counted, in pages', async () => {
    const path = `/v1/assessments/${month}/nodes/440100/indicators/reply-on-time`
    const all = await province.coordinator.ok<IndicatorCases>('GET', path)
    expect(new Set(all.counted.map(({ caseId, numerator }) => `${caseId} ${numerator}`))).toEqual(
      new Set([...inTime.map((id) => `${id} 1`), ...late.map((id) => `${id} 0`)]),
    )
    const first = await province.coordinator.ok<IndicatorCases>('GET', `${path}?limit=3`)
    const rest = await province.coordinator.ok<IndicatorCases>('GET', `${path}?limit=3&after=${first.next}`)
    expect([...first.counted, ...rest.counted]).toEqual(all.counted)
    expect([first.counted.length, rest.next]).toEqual([3, null])
  })

  test('shows a node its own figures and cases, and no other’s', async () => {
    const own = (await guangzhou.get<Assessment>(`/v1/assessments/${month}`)).body
    expect(own.nodes.map(({ nodeId, rank }) => [nodeId, rank])).toEqual([['440100', 2]])
    const path = (nodeId: string) => `/v1/assessments/${month}/nodes/${nodeId}/indicators/reply-on-time`
    expect((await guangzhou.get<IndicatorCases>(path('440100'))).body.counted).toHaveLength(4)
    for (const other of [path('440600'), `/v1/assessments/${month}?node=440600`])
      expect(slugOf(await guangzhou.get(other))).toBe('forbidden')
    for (const command of ['exclusions', 'publications'])
      expect(slugOf(await guangzhou.ask('POST', `/v1/assessments/${month}/${command}`, { reason: '试' }))).toBe(
        'forbidden',
      )
  })

  test.each([
    ['/v1/assessments/2026-13', 'invalid-parameter', '/path/month'],
    ['/v1/assessments/2026-1', 'invalid-parameter', '/path/month'],
    ['/v1/assessments/2099-01', 'invalid-parameter', '/path/month'],
    ['/v1/assessments/2026-01?formula=9', 'invalid-parameter', '?formula'],
    ['/v1/assessments/2026-01?indicator=speed', 'invalid-parameter', '?indicator'],
  ])('refuses %s, naming the place and what would be right', async (path, slug, pointer) => {
    const answer = await province.coordinator.ask<{ errors: { pointer: string; example?: string }[] }>('GET', path)
    expect([slugOf(answer), answer.body.errors[0]?.pointer]).toEqual([slug, pointer])
    expect(answer.body.errors[0]?.example).toBeTruthy()
  })

  test('of a month without cases has no nodes', async () => {
    const { nodes, provisional } = await province.coordinator.ok<Assessment>('GET', '/v1/assessments/2020-02')
    expect([nodes, provisional]).toEqual([[], false])
  })
})

describe('a figure that is contested', () => {
  let objection: AssessmentAct

  test('is objected to by the node, for a case that counts for it and no other', async () => {
    const path = `/v1/assessments/${month}/objections`
    const [caseId] = late
    const said = { caseId, indicator: 'reply-on-time', reason: '台风停工，非本市原因。' }
    const raised = await guangzhou.ask<AssessmentAct>('POST', path, said)
    expect(raised).toMatchObject({ status: 201, body: { kind: 'objection', state: 'open', by: '440100', caseId } })
    objection = raised.body
    expect(slugOf(await guangzhou.ask('POST', path, said))).toBe('invalid-transition')
    for (const other of [ofFoshan, '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e']) {
      const refused = await guangzhou.ask<{ detail: string }>('POST', path, { ...said, caseId: other })
      expect([slugOf(refused), refused.body.detail]).toEqual([
        'invalid-body',
        `The case ${other} is not counted there.`,
      ])
    }
    expect(slugOf(await guangzhou.ask('POST', path, { ...said, nodeId: '440600' }))).toBe('forbidden')
    expect(slugOf(await guangzhou.ask('POST', path, { ...said, indicator: 'speed' }))).toBe('invalid-body')
    const open = await province.coordinator.ok<{ objections: AssessmentAct[] }>('GET', `${path}?state=open`)
    expect(open.objections).toEqual([objection])
    expect((await foshan.get<{ objections: AssessmentAct[] }>(path)).body.objections).toEqual([])
  })

  test('is not decided by what is refused: the log says nothing of it', async () => {
    const path = `/v1/assessments/${month}/objections/${objection.id}/decision`
    const command = { decision: 'upheld', reason: '经核实，理由成立。', caseIds: [late[0], ofFoshan] }
    const refused = await province.coordinator.ask<{ errors: { pointer: string }[] }>('POST', path, command)
    expect([slugOf(refused), refused.body.errors[0]?.pointer]).toEqual(['invalid-body', '/caseIds/1'])
    const leaves = await leavesAfter(province.db, -1, 100_000)
    expect(leaves.filter(({ leaf }) => publicEvent(leaf)?.type === 'assessment.objection-decided')).toEqual([])
    const { objections } = await province.coordinator.ok<Objections>('GET', `/v1/assessments/${month}/objections`)
    expect(objections).toEqual([objection])
  })

  test('is changed when the objection is upheld: the case is left out, with the reason', async () => {
    const path = `/v1/assessments/${month}/objections/${objection.id}/decision`
    const command = { decision: 'upheld', reason: '经核实，理由成立。' }
    const key = { 'idempotency-key': 'uphold-1' }
    const decided = await province.coordinator.ask<AssessmentAct>('POST', path, command, key)
    expect(decided).toMatchObject({ status: 201, body: { state: 'upheld', decision: { reason: command.reason } } })
    expect((await province.coordinator.ask('POST', path, command, key)).text).toBe(decided.text)
    expect(slugOf(await province.coordinator.ask('POST', path, command))).toBe('invalid-transition')
    await expect.poll(() => share(), { timeout: 10_000 }).toBe('2/3 −1')
    expect((await figure('440100', 'reply-on-time'))?.excluded).toMatchObject([
      { caseId: late[0], reason: command.reason, exclusionId: decided.body.decision?.exclusionId },
    ])
    expect(await share('440100', 'returned')).toBe('0/0 −0')
    const told = (await guangzhou.inbox()).find(({ type }) => type === 'inquiry.assessment.objection-decided.v1')
    expect(told).toMatchObject({ data: { decision: 'upheld' }, private: { reason: command.reason } })
    expect(JSON.stringify(told?.data)).not.toContain(command.reason)
  })

  test('is left as it is when the objection is dismissed', async () => {
    const [, caseId] = late
    const raised = await province.coordinator.ok<AssessmentAct>('POST', `/v1/assessments/${month}/objections`, {
      nodeId: '440100',
      caseId,
      reason: '系统故障。',
    })
    expect(raised.by).toBe('administrator')
    const path = `/v1/assessments/${month}/objections/${raised.id}/decision`
    const decided = await province.coordinator.ok<AssessmentAct>('POST', path, {
      decision: 'dismissed',
      reason: '无故障记录。',
    })
    expect(decided.state).toBe('dismissed')
    expect(await share()).toBe('2/3 −1')
  })

  test('is changed back when an exclusion is taken back', async () => {
    const path = `/v1/assessments/${month}/exclusions`
    const excluded = await province.coordinator.ok<AssessmentAct>('POST', path, {
      caseIds: late,
      nodeId: '440100',
      reason: '误操作',
    })
    await expect.poll(() => share(), { timeout: 10_000 }).toBe('2/2 −2')
    await province.coordinator.ok('DELETE', `${path}/${excluded.id}`, { reason: '恢复计入' })
    await expect.poll(() => share(), { timeout: 10_000 }).toBe('2/3 −1')
    const { exclusions } = await province.coordinator.ok<{ exclusions: AssessmentAct[] }>('GET', path)
    expect(exclusions.map(({ withdrawn }) => withdrawn?.reason)).toEqual(['恢复计入', undefined])
  })
})

describe('a publication', () => {
  test('waits for the month to be over, and then stays as it is whatever the figures become', async () => {
    const path = `/v1/assessments/${month}/publications`
    expect(slugOf(await province.coordinator.ask('POST', path, {}))).toBe('invalid-parameter')
    const [year = 0, number = 0] = month.split('-').map(Number)
    await runTo(Date.UTC(year, number, 2))
    const published = await province.coordinator.ok<Publication>('POST', path, {})
    expect(published).toMatchObject({ month, formula: '2026-1', digest: expect.stringMatching(/^sha-256:/) })
    await province.coordinator.ok('POST', `/v1/assessments/${month}/exclusions`, { caseIds: [late[1]], reason: '补剔' })
    await expect.poll(() => share(), { timeout: 10_000 }).toBe('2/2 −2')
    const stays = await province.coordinator.ok<Assessment>('GET', `${path}/${published.id}`)
    expect(await recounted(published.asOf)).toBe(published.digest)
    const shown = stays.nodes[0]?.indicators.find(({ id }) => id === 'reply-on-time')
    expect([shown?.numerator, shown?.denominator, stays.asOf.position]).toEqual([2, 3, published.asOf])
    expect((await foshan.get<Assessment>(`${path}/${published.id}`)).body.nodes.map(({ nodeId }) => nodeId)).toEqual([
      '440600',
    ])
    expect(slugOf(await province.coordinator.ask('GET', `${path}/none`))).toBe('not-found')
  })
})

describe('a city that does not believe the published figures', () => {
  let folder: string
  let exported: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'inquiry-recount-'))
    exported = join(folder, 'log.jsonl')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Wait until the checkpoint covers every event. */
  async function logged(): Promise<void> {
    const size = async () => Number((await (await fetch(`${province.url}/v1/log/checkpoint`)).text()).split('\n')[1])
    const { size: all } = await province.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
    await expect.poll(size, { timeout: 15_000 }).toBeGreaterThanOrEqual(all)
  }

  async function hub(...args: string[]): Promise<{ code: number; text: string }> {
    const env = { ...process.env, HUB_ADMIN_TOKEN: province.hub.secrets.adminToken }
    return run(process.execPath, [main, ...args], { env }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        text: error.stdout + error.stderr,
      }),
    )
  }

  test('counts them again from an export, without the hub, and they agree', async () => {
    await logged()
    await hub('export', '--hub', province.url, '--out', exported)
    const { code, text } = await hub('assessment', month, '--log', exported)
    expect(text).toContain('reply-on-time 按时回复率  2/3 = 66.67 %, 1 left out')
    expect(text).toContain('AGREES: published at')
    expect(code).toBe(0)
    const online = await hub('assessment', month, '--hub', province.url, '--json')
    expect(JSON.parse(online.text)).toMatchObject({ holds: true, agrees: true, publications: [{ agrees: true }] })
  })

  test('sees that a copy was changed, be it by a single date', async () => {
    const changed = join(folder, 'changed.jsonl')
    const lines = readFileSync(exported, 'utf8').split('\n')
    const at = lines.findIndex((line) => line.includes('inquiry.case.overdue.v1'))
    writeFileSync(changed, lines.with(at, lines[at]?.replace('T23:59:59', 'T23:59:58') ?? '').join('\n'))
    const { code, text } = await hub('assessment', month, '--log', changed)
    expect([code, text.includes('BROKEN at position'), text.includes('AGREES')]).toEqual([1, true, false])
  })

  test('is told what it wrote wrong', async () => {
    expect(await hub('assessment', '2026-13')).toMatchObject({ code: 1, text: expect.stringContaining('YYYY-MM') })
    const unknown = await hub('assessment', month, '--formula', '9', '--log', exported)
    expect(unknown).toMatchObject({ code: 1, text: expect.stringContaining('2026-1') })
  })
})

describe('a hub that publishes what its log does not give', () => {
  test('is found out by whoever counts again', async () => {
    const { data, asOf } = await falsePublication()
    const leaves = await leavesAfter(province.db, -1, 100_000)
    const entries = async function* () {
      for (const { position, leaf } of leaves) yield { position, leaf: Buffer.from(leaf) }
    }
    const verdict = await recountCopy({ events: { entries } as never }, { month, formula: undefined })
    expect(verdict.publications.map(({ agrees }) => agrees)).toEqual([true, false])
    expect(verdict.publications[1]).toMatchObject({ digest: data.digest, asOf })
  })

  async function falsePublication() {
    const asOf = 10
    const digest = `sha-256:${'A'.repeat(43)}`
    const data = { publicationId: 'x', month, formula: '2026-1', asOf, digest, nodes: 1 }
    const event = { type: 'assessment.published', caseId: null, subject: '440000-hub', division: '440000' } as const
    await atLogHead(province.db, { hubId: '440000-hub', now: () => new Date() }, async (_, head) => {
      head.append({ ...event, data, audience: [] })
    })
    return { data, asOf }
  }
})
