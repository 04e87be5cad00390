import { answersTo, courseOf, nodeName, ratingOf, type Said } from '@inquiry/demonstration'
import { eventTypeOf, type InboxEvent, type PublicCase } from '@inquiry/schema'
import type { Administrator } from './administer.ts'
import { eachAtOnce } from './at-once.ts'
import { coordinate } from './coordinate.ts'
import { read, readInbox, type Desk } from './inbox.ts'
import { platformOf, push, seal, type HubSeen } from './platform.ts'
import type { Played } from './play.ts'

/** What the handling came to: how many messages were said and refused, and what citizens saw under their query codes. */
export type Handled = { said: number; refused: number; seen: { origin: string; status: string }[]; seconds: number }

type About = { caseId: string } & Said
type Answered = { origin: string; caseId: string; key: string }

/** Messages of one envelope. */
const perEnvelope = 100
/** Citizens who look up their case. */
const asking = 3

/**
 * The first day of the cases that were filed, over the same interface as the filing: handlers act on what their inboxes
 * bring, origins say what their citizens think of the replies, a coordinator decides, and those concerned answer.
 * `until` is the position that the log has come to.
 */
export async function handle(hub: HubSeen, played: Played, admin: Administrator, until: number): Promise<Handled> {
  const started = performance.now()
  const handled: Handled = { said: 0, refused: 0, seen: [], seconds: 0 }
  const desks = desksOf(played)
  let position = until
  const say = async (desk: Desk, messages: readonly About[]): Promise<void> => {
    for (let start = 0; start < messages.length; start += perEnvelope) {
      const last = await sayInOne(hub, desk, messages.slice(start, start + perEnvelope), handled)
      position = Math.max(position, last)
    }
  }

  await eachAtOnce(desks.values(), async (desk) => say(desk, firstDay(await readInbox(hub, desk, until), desk.nodeId)))

  const replies = position
  const answered: Answered[] = []
  await eachAtOnce(desks.values(), async (desk) => {
    if (desk.own.size === 0) return
    const mine = repliedOf(await readInbox(hub, desk, replies), desk)
    answered.push(...mine)
    await say(desk, mine.flatMap(ratedBy))
  })
  const requests = dissatisfied(answered)
  for (const request of requests) await say(platformOf(desks, request.origin), [request])
  for (const { origin, caseId } of byKey(answered).slice(0, asking)) {
    handled.seen.push(await lookUp(hub, platformOf(desks, origin), caseId))
  }

  const decided = await coordinate(admin, position)
  position = Math.max(position, decided.position)
  for (const nodeId of decided.concerned) {
    const desk = desks.get(nodeId)
    if (desk) await say(desk, answersOf(await readInbox(hub, desk, position), nodeId))
  }
  handled.seconds = (performance.now() - started) / 1000
  return handled
}

function desksOf({ platforms, caseIds }: Played): Map<string, Desk> {
  const desks = new Map<string, Desk>()
  for (const [nodeId, platform] of platforms) desks.set(nodeId, { ...platform, read: -1, own: new Map() })
  for (const [key, caseId] of caseIds) desks.get(key.split(' ')[0] ?? '')?.own.set(caseId, key)
  return desks
}

/** What a handler says of the cases that were assigned to it. */
function firstDay(events: readonly InboxEvent[], handler: string): About[] {
  const now = new Date().toISOString()
  return events.flatMap((event) => {
    const shown = event.private.case
    const isOurs =
      eventTypeOf(event.type) === 'case.assigned' && event.data['role'] === 'lead' && event.data['node'] === handler
    if (!isOurs || !shown) return []
    const received = {
      handler,
      key: `${shown.title ?? ''}${shown.submittedAt}`,
      nature: shown.nature,
      category: shown.category?.code ?? '',
      public: shown.public && shown.secrecy === 'none',
    }
    return courseOf(received, now).map((said) => ({ caseId: event.subject, ...said }))
  })
}

function repliedOf(events: readonly InboxEvent[], { nodeId, own }: Desk): Answered[] {
  return events.flatMap((event) => {
    const key = own.get(event.subject)
    return key !== undefined && eventTypeOf(event.type) === 'case.replied'
      ? [{ origin: nodeId, caseId: event.subject, key }]
      : []
  })
}

function ratedBy({ caseId, key }: Answered): About[] {
  const rated = ratingOf(key)
  return rated ? [{ caseId, type: 'case.rated', data: rated }] : []
}

/** Of those who are not content, the first two ask that their case be taken up again, the next one asks for a review. */
function dissatisfied(answered: readonly Answered[]): (Answered & About)[] {
  const low = byKey(answered).filter(({ key }) => (ratingOf(key)?.rating ?? 5) <= 2)
  return low.slice(0, 3).map((one, index) => {
    if (index === 1) return { ...one, type: 'case.review-requested', data: { reason: '对处理意见不服，请求复查。' } }
    const reason = index === 0 ? '整改两天后又恢复原样。' : '回复没有回答我提的第二个问题。'
    return { ...one, type: 'case.reopen-requested', data: { reason } }
  })
}

function byKey(answered: readonly Answered[]): Answered[] {
  return answered.toSorted((one, other) => (one.key < other.key ? -1 : 1))
}

function answersOf(events: readonly InboxEvent[], nodeId: string): About[] {
  const now = new Date().toISOString()
  return events
    .filter(({ data }) => data['node'] === nodeId)
    .flatMap((event) =>
      answersTo({ type: eventTypeOf(event.type) ?? event.type, data: event.data }, nodeName(nodeId), now).map(
        (said) => ({
          caseId: event.subject,
          ...said,
        }),
      ),
    )
}

/** What the citizen sees under the query code that the origin handed out. */
async function lookUp(hub: HubSeen, desk: Desk, caseId: string): Promise<Handled['seen'][number]> {
  const { queryCode = '' } = await read<{ queryCode?: string }>(hub, desk, `/v1/cases/${caseId}`)
  const response = await fetch(`${hub.url}/v1/public/cases/${encodeURIComponent(queryCode)}`)
  if (!response.ok) throw new Error(`a query code of ${desk.nodeId} shows nothing: ${response.status}`)
  return { origin: desk.nodeId, status: ((await response.json()) as PublicCase).status }
}

/** Say messages in one envelope; answers the position of the last that was recorded, -1 for none. */
async function sayInOne(hub: HubSeen, desk: Desk, messages: readonly About[], handled: Handled): Promise<number> {
  const time = new Date().toISOString()
  const numbered = messages.map(({ caseId, type, data }, index) => {
    return { id: `h-${desk.sequence + 1}-${index + 1}`, type, time, case: { caseId }, data }
  })
  const sent = await push(hub, desk, await seal(hub, desk, numbered))
  if (!sent.ok) throw new Error(`${desk.nodeId}: ${sent.problem.type} ${sent.problem.detail}`)
  handled.said += messages.length
  handled.refused += sent.answer.results.filter(({ status }) => status === 'rejected').length
  return Math.max(-1, ...sent.answer.results.map(({ position }) => position ?? -1))
}
