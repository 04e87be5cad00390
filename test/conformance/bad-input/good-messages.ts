import { randomUUID } from 'node:crypto'
import type { World } from './world.ts'

/** A message that a hub takes or refuses for its standing only: its type, who says it, what it carries. */
export type GoodMessage = {
  type: string
  by: 'node' | 'handler'
  about: 'new' | 'own' | 'none'
  data: () => Record<string, unknown>
}

/** The message as it would be sent now. */
export function whole({ type, about, data }: GoodMessage, { cases }: World): Record<string, unknown> {
  const time = new Date().toISOString()
  const reference = about === 'new' ? { sourceId: `B-${randomUUID()}` } : { caseId: cases.own }
  return { id: `b-${randomUUID()}`, type, time, ...(about === 'none' ? {} : { case: reference }), data: data() }
}

/** The same with another value at a JSON Pointer; undefined takes the member out. What stands on the way is made. */
export function withFault(good: GoodMessage, world: World, path: string, value: unknown): Record<string, unknown> {
  const message = whole(good, world)
  const steps = path.split('/').slice(1)
  let here = message
  for (const step of steps.slice(0, -1)) {
    here[step] ??= {}
    here = here[step] as Record<string, unknown>
  }
  const last = steps.at(-1) ?? ''
  if (value === undefined) delete here[last]
  else here[last] = value
  return message
}

const now = (): string => new Date().toISOString()

const attachment = {
  digest: 'sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  size: 20_480,
  mediaType: 'image/jpeg',
  name: '现场照片.jpg',
}

export const submitted: GoodMessage = {
  type: 'case.submitted',
  by: 'node',
  about: 'new',
  data: () => ({
    nature: 'report',
    title: '反映某局工作人员态度恶劣',
    content: '十一月二十日上午在办事大厅办理业务时，工作人员拒绝受理且不说明理由。',
    category: { scheme: 'inquiry-category', version: '1', code: '0203' },
    division: '440106',
    channel: 'web',
    submittedAt: now(),
    occurredAt: now(),
    place: { address: '天河区体育东路', longitude: 113.3245, latitude: 23.1357, crs: 'CGCS2000' },
    reporter: { kind: 'person' },
    secrecy: 'none',
    public: true,
    urgency: 'normal',
    subjectNode: '440000-transport',
    attachments: [{ ...attachment }],
    extensions: { '440100': { windowNumber: 'A12' } },
  }),
}

const about = (type: string, by: GoodMessage['by'], data: () => Record<string, unknown>): GoodMessage => ({
  type,
  by,
  about: 'own',
  data,
})

export const amended = about('case.amended', 'node', () => ({ note: '补充照片' }))
export const withdrawn = about('case.withdrawn', 'node', () => ({ reason: '已解决' }))
export const accepted = about('case.accepted', 'handler', () => ({ unit: '城管局', note: '已收到' }))
export const declined = about('case.declined', 'handler', () => ({
  reason: 'not-in-scope',
  explanation: '不属受理范围。',
  basis: '条例第三十一条',
}))
export const returned = about('case.returned', 'handler', () => ({
  reason: 'not-our-competence',
  explanation: '不属我单位职责。',
  suggestedNode: '440000-transport',
}))
export const progressed = about('case.progressed', 'handler', () => ({ note: '已派员核查。', unit: '城管局' }))
export const contributed = about('case.contributed', 'handler', () => ({ content: '资料已提供。', unit: '城管局' }))
export const extensionRequested = about('case.extension-requested', 'handler', () => ({
  until: '2027-12-31',
  reason: '需要鉴定。',
}))
export const paused = about('case.paused', 'handler', () => ({ reason: 'correction', explanation: '请补充证明。' }))
export const resumed = about('case.resumed', 'handler', () => ({ reason: '材料已补齐', explanation: '已收到。' }))
export const replied = about('case.replied', 'handler', () => ({
  content: '已处理。',
  public: true,
  unit: '城管局',
  repliedAt: now(),
}))
export const closed = about('case.closed', 'handler', () => ({ outcome: 'resolved' }))
export const rated = about('case.rated', 'node', () => ({ rating: 4, comment: '及时。' }))
export const reopenRequested = about('case.reopen-requested', 'node', () => ({ reason: '问题复发' }))
export const reviewRequested = about('case.review-requested', 'node', () => ({ reason: '不服' }))
export const reviewed = about('case.reviewed', 'handler', () => ({ outcome: 'upheld', content: '予以维持。' }))
export const supervisionAnswered = about('supervision.answered', 'handler', () => ({
  supervisionId: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e',
  content: '已整改。',
}))
export const reconciled: GoodMessage = {
  type: 'node.reconciled',
  by: 'node',
  about: 'none',
  data: () => ({ date: '2026-11-22', counts: { closed: 1 }, digest: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' }),
}
