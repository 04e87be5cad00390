import { eventsAfter, recordedEvent } from '@inquiry/case-log'
import { contextAt, loadCases, reopeningDays } from '@inquiry/case-record'
import { allowedTypes, decide, evolve, fold, rolesOf, type CaseMessage, type CaseState } from '@inquiry/lifecycle'
import type { MessageResult, RecordedEvent } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'
import { caseMessageTypes, Chance, randomCommand, randomMessage } from './random-words.ts'
import { refusedByTable } from './table-judge.ts'

const seed = Number(process.env['MODEL_SEED'] ?? 20_261_124)
const rounds = 26
const messagesEach = 100
const commandsEach = 12

type Said = { node: string; message: Record<string, unknown>; result: MessageResult; envelope: number; index: number }

const chance = new Chance(seed)
let province: Province
let nodes: Node[]
const caseIds: string[] = []
const supervisionIds: string[] = []
const said: Said[] = []
let commands = 0
let accepted = 0

beforeAll(async () => {
  province = await startProvince()
  nodes = [
    await province.join('440100'),
    await province.join('440600'),
    await province.join('440000-ecology', 'department'),
    await province.join('440300'),
  ]
  for (let round = 0; round < rounds; round += 1) await play(round)
  await settled()
}, 180_000)
afterAll(() => province.stop())

/** Every node says a hundred things at once, right and wrong; then the coordinator decides; then some days pass. */
async function play(round: number): Promise<void> {
  const names = nodes.map(({ nodeId }) => nodeId)
  for (const [n, node] of nodes.entries()) {
    const likely = await likelySteps(node.nodeId)
    // The first message is always good, so that the place of the others in the log is known.
    const messages = [newCase(names), ...Array.from({ length: messagesEach - 1 }, () => anyMessage(names, likely))]
    const { results } = (await node.push(...messages)).body
    results.forEach((result, index) => {
      said.push({
        node: node.nodeId,
        message: messages[index] ?? {},
        result,
        envelope: round * nodes.length + n,
        index,
      })
      if (result.status === 'recorded' && messages[index]?.['type'] === 'case.submitted')
        caseIds.push(String(result.caseId))
    })
  }
  for (let n = 0; n < commandsEach; n += 1) await command(names)
  if (chance.happens(0.5)) await province.coordinator.runAhead(round * 3 * 86_400)
}

function newCase(names: readonly string[]): Record<string, unknown> {
  const nature = chance.pick(['consultation', 'help', 'complaint', 'report'])
  const subject = nature === 'report' && chance.happens(0.5) ? { subjectNode: chance.pick(names) } : {}
  const text = `第${said.length}件：${chance.pick(['路灯', '噪声', '积水', '垃圾', '停车'])}${Math.floor(chance.next() * 1e9)}`
  const division = chance.pick(['440106', '440604', '440305', '441900'])
  return submission({ nature, division, title: text, content: `${text}，请处理。`, ...subject })
}

type Likely = { caseId: string; type: string }

/** What the node may say just now of the latest cases; by the time it does, another may have been faster. */
async function likelySteps(node: string): Promise<Likely[]> {
  const moment = { now: new Date().toISOString(), reopeningDays }
  const files = [...(await loadCases(province.db, caseIds.slice(-60))).values()]
  return files.flatMap(({ state }) =>
    allowedTypes(state, rolesOf(state, node), moment).map((type) => ({ caseId: state.caseId, type })),
  )
}

function anyMessage(names: readonly string[], likely: readonly Likely[]): Record<string, unknown> {
  if (caseIds.length === 0 || chance.happens(0.08)) return newCase(names)
  if (likely.length > 0 && chance.happens(0.5)) {
    const { type, caseId } = chance.pick(likely)
    return randomMessage(type, caseId, chance, { supervisionIds, nodes: names })
  }
  const recent = caseIds.slice(chance.happens(0.8) ? -40 : 0)
  return randomMessage(chance.pick(caseMessageTypes), chance.pick(recent), chance, { supervisionIds, nodes: names })
}

async function command(names: readonly string[]): Promise<void> {
  const { method, path, body } = randomCommand(chance, { nodes: names, supervisionIds })
  const caseId = chance.pick(caseIds.slice(-60))
  const answer = await province.coordinator.ask(method, `/v1/cases/${caseId}/${path}`, body)
  commands += 1
  if (answer.status < 300) accepted += 1
  expect([path, answer.text, [200, 201, 404, 409, 422].includes(answer.status)]).toEqual([path, answer.text, true])
  const { supervisionId } = answer.body
  if (typeof supervisionId === 'string') supervisionIds.push(supervisionId)
}

/** Wait until nothing is concluded any more. */
async function settled(): Promise<void> {
  for (let still = 0, size = -1; still < 8;) {
    const behind = await province.behind()
    const head = await province.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
    still = head.size === size && behind.length === 0 ? still + 1 : 0
    size = head.size
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function wholeLog(): Promise<RecordedEvent[]> {
  return (await eventsAfter(province.db, -1, 1_000_000)).map(recordedEvent)
}

describe(`ten thousand random steps against the hub (seed ${seed})`, () => {
  test('were right and wrong in good numbers', () => {
    const rejected = said.filter(({ result }) => result.status === 'rejected').length
    expect(said.length).toBeGreaterThanOrEqual(10_000)
    expect(rejected).toBeGreaterThan(3_000)
    expect(said.length - rejected).toBeGreaterThan(2_000)
    expect([commands, accepted > 30]).toEqual([rounds * commandsEach, true])
  })

  test('are judged by a table that would see a wrong one', async () => {
    const events = await wholeLog()
    const assigned = events.find((event) => event.type === 'case.assigned' && event.data.role === 'lead')
    const before = fold(
      events.filter(({ caseId, position }) => caseId === assigned?.caseId && position <= (assigned?.position ?? 0)),
    )
    const replied = events.find((event) => event.type === 'case.replied')
    expect(before?.status).toBe('assigned')
    const early = { ...replied, caseId: before?.caseId, node: before?.handler } as RecordedEvent
    expect(refusedByTable(before, early, reopeningDays)).toMatch(/case.replied by .*handler.* in assigned/)
    expect(refusedByTable(undefined, early, reopeningDays)).toBe('case.replied begins no case')
  })

  test('left no event that the table refuses, and every case equal to the fold of its events', async () => {
    const states = new Map<string, CaseState>()
    const wrong: string[] = []
    const events = await wholeLog()
    for (const event of events) {
      if (event.caseId === null) continue
      const before = states.get(event.caseId)
      const refused = refusedByTable(before, event, reopeningDays)
      if (refused) wrong.push(`${event.position}: ${refused}`)
      states.set(event.caseId, evolve(before, event))
    }
    expect(wrong).toEqual([])
    expect(events.map(({ position }) => position)).toEqual(events.map((_, n) => n))
    const kept = await loadCases(province.db, [...states.keys()])
    expect(kept.size).toBe(states.size)
    for (const [caseId, state] of states) expect(kept.get(caseId)?.state).toEqual(JSON.parse(JSON.stringify(state)))
  })

  test('were judged as the pure functions judge them, recorded and refused alike', async () => {
    const events = await wholeLog()
    const byCase = Map.groupBy(
      events.filter(({ caseId }) => caseId !== null),
      ({ caseId }) => caseId,
    )
    const disagreeing: unknown[] = []
    for (const envelope of Map.groupBy(said, (one) => one.envelope).values()) {
      const first = envelope[0]?.result.position ?? -1
      const time = events[first]?.time ?? ''
      for (const { node, message, result, index } of envelope) {
        const { caseId } = message['case'] as { caseId?: string }
        if (caseId === undefined) continue
        const until = envelope
          .filter((one) => one.index < index)
          .reduce((last, one) => Math.max(last, one.result.position ?? -1), -1)
        const past = (byCase.get(caseId) ?? []).filter(({ position }) => position < first || position <= until)
        const context = contextAt({ time }, '440000-hub', (name) => nodes.some(({ nodeId }) => nodeId === name))
        const decision = decide(
          fold(past),
          { kind: 'message', caseId, sender: node, message: message as CaseMessage },
          context,
        )
        const slug = decision.ok ? 'recorded' : decision.problem.slug
        const answered = result.status === 'rejected' ? String(result.problem?.type.split('/').at(-1)) : result.status
        if (slug !== answered)
          disagreeing.push({ type: message['type'], node, slug, answered, problem: result.problem })
      }
    }
    expect(disagreeing).toEqual([])
  })
})
