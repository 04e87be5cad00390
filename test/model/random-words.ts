import { randomUUID } from 'node:crypto'

/** Random numbers that come again with the same seed (mulberry32). */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** A number in 0 … 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  happens(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
}

type Data = (chance: Chance, known: { supervisionIds: readonly string[]; nodes: readonly string[] }) => object

/** Valid data for a message of each type about a case. */
const dataOf: Record<string, Data> = {
  'case.amended': () => ({ note: '补充说明。' }),
  'case.withdrawn': () => ({ reason: '已自行解决。' }),
  'case.accepted': () => ({ unit: '综合科' }),
  'case.declined': () => ({ reason: 'not-in-scope', explanation: '不属于受理范围。' }),
  'case.returned': (chance, { nodes }) => ({
    reason: 'not-our-competence',
    explanation: '不属本单位职责。',
    ...(chance.happens(0.5) ? { suggestedNode: chance.pick(nodes) } : {}),
  }),
  'case.progressed': () => ({ note: '已派员核查。' }),
  'case.contributed': () => ({ content: '提供材料。' }),
  'case.extension-requested': (chance) => ({
    until: dayFromNow(5 + Math.floor(chance.next() * 80)),
    reason: '需检测。',
  }),
  'case.paused': (chance) => ({ reason: chance.pick(['correction', 'hearing', 'other']), explanation: '等待材料。' }),
  'case.resumed': () => ({ reason: '材料已齐。' }),
  'case.replied': () => ({ content: '答复如下。', public: true, unit: '综合科', repliedAt: new Date().toISOString() }),
  'case.closed': (chance) => ({ outcome: chance.pick(['resolved', 'explained', 'not-resolved']) }),
  'case.rated': (chance) => ({ rating: 1 + Math.floor(chance.next() * 5) }),
  'case.reopen-requested': () => ({ reason: '未解决。' }),
  'case.review-requested': () => ({ reason: '不服答复。' }),
  'case.reviewed': (chance) => ({ outcome: chance.pick(['upheld', 'amended', 'revoked']), content: '复查意见。' }),
  'supervision.answered': (chance, { supervisionIds }) => ({
    supervisionId: supervisionIds.length > 0 && chance.happens(0.8) ? chance.pick(supervisionIds) : 'no-such-order',
    content: '已整改。',
  }),
}

export const caseMessageTypes: readonly string[] = Object.keys(dataOf)

/** A message of the type about the case, with valid data. */
export function randomMessage(
  type: string,
  caseId: string,
  chance: Chance,
  known: { supervisionIds: readonly string[]; nodes: readonly string[] },
): Record<string, unknown> {
  const data = dataOf[type]?.(chance, known) ?? {}
  return { id: `m-${randomUUID()}`, type, time: new Date().toISOString(), case: { caseId }, data }
}

/** A coordinator's command: the path below the case and its body, and the same as the lifecycle knows it. */
export type RandomCommand = { method: 'POST' | 'DELETE'; path: string; body: object }

export function randomCommand(
  chance: Chance,
  { nodes, supervisionIds }: { nodes: readonly string[]; supervisionIds: readonly string[] },
): RandomCommand {
  const reason = '经研究决定。'
  const nodeId = chance.pick(nodes)
  const order = supervisionIds.length > 0 ? chance.pick(supervisionIds) : 'no-such-order'
  return chance.pick<RandomCommand>([
    { method: 'POST', path: 'assignments', body: { nodeId, role: 'lead', reason } },
    { method: 'POST', path: 'assignments', body: { nodeId, role: 'assist', reason } },
    { method: 'DELETE', path: `assignments/${nodeId}`, body: { reason } },
    { method: 'POST', path: 'designation', body: { nodeId, reason } },
    { method: 'POST', path: 'supervision', body: { level: chance.pick(['reminder', 'order', 'listed']), reason } },
    { method: 'DELETE', path: `supervision/${order}`, body: { reason } },
    { method: 'POST', path: 'extension', body: { decision: chance.pick(['granted', 'refused']), reason } },
    { method: 'POST', path: 'reopening', body: { decision: chance.pick(['granted', 'refused']), reason } },
    { method: 'POST', path: 'review', body: { nodeId, reason } },
    { method: 'POST', path: 'reporter-release', body: { nodeId, reason } },
  ])
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
