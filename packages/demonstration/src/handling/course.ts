import { say } from '../phrase.ts'
import { departmentFor } from '../platforms.ts'
import { nodeName } from '../province-nodes.ts'
import { chance, pick, pickWeighted, randomFrom } from '../random.ts'
import type { Random } from '../random.ts'
import { acceptPhrase, declines, progressPhrase, ratingComments, replyPhrase, returns } from './words.ts'

/** A case as its handler has it from the inbox. `key` is what chance is drawn from: equal keys take equal courses. */
export interface ReceivedCase {
  readonly handler: string
  readonly key: string
  readonly nature: string
  readonly category: string
  readonly public: boolean
}

/** A message to be said about a case: its type, and its data as the contract has them. */
export interface Said {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** How far a case gets on its first day, and in how many of a hundred; `waits` is not touched yet. */
const courses = [
  ['waits', 28],
  ['accepted', 15],
  ['in-progress', 16],
  ['replied', 21],
  ['closed', 14],
  ['declined', 3],
  ['returned', 3],
] as const

/** What the handler says about the case on its first day, in this order; nothing for a case that waits. */
export function courseOf(received: ReceivedCase, now: string): readonly Said[] {
  const random = randomFrom(seedOf(received.key))
  const [course] = pickWeighted(random, courses, ([, weight]) => weight)
  if (course === 'waits') return []
  if (course === 'declined') return [declined(random)]
  // Who reports a body is not sent back and forth.
  if (course === 'returned' && received.nature !== 'report') return [returned(random, received)]
  const said = [accepted(random, received)]
  if (course === 'in-progress' || chance(random, 0.4)) said.push(progressed(random, received.handler))
  if (course === 'replied' || course === 'closed') said.push(repliedTo(random, received, now))
  if (course === 'closed') said.push(closed(random, received.nature))
  return said
}

/** How the citizen of this case rates its reply: 1 to 5, mostly good; undefined where nobody says. */
export function ratingOf(key: string): { readonly rating: number; readonly comment?: string } | undefined {
  const random = randomFrom(seedOf(key))
  if (!chance(random, 0.45)) return undefined
  const rating = pickWeighted(random, [5, 4, 3, 2, 1], (stars) => [0, 4, 5, 11, 34, 46][stars] ?? 0)
  return { rating, ...(chance(random, 0.5) ? { comment: say(ratingComments[rating] ?? '', {}, random) } : {}) }
}

function accepted(random: Random, { handler }: ReceivedCase): Said {
  return { type: 'case.accepted', data: { unit: nodeName(handler), note: say(acceptPhrase, {}, random) } }
}

function progressed(random: Random, handler: string): Said {
  return { type: 'case.progressed', data: { note: say(progressPhrase, {}, random), unit: nodeName(handler) } }
}

function repliedTo(random: Random, received: ReceivedCase, now: string): Said {
  const unit = nodeName(received.handler)
  const content = say(replyPhrase(received.nature, received.category), { unit }, random)
  return { type: 'case.replied', data: { content, public: received.public, unit, repliedAt: now } }
}

function closed(random: Random, nature: string): Said {
  const isTrouble = nature === 'complaint' || nature === 'help' || nature === 'report'
  const outcome = isTrouble
    ? pickWeighted(random, ['resolved', 'partly-resolved', 'not-resolved'], (one) => (one === 'resolved' ? 8 : 1))
    : 'explained'
  return { type: 'case.closed', data: { outcome } }
}

function declined(random: Random): Said {
  const [reason, explanation] = pick(random, declines)
  return { type: 'case.declined', data: { reason, explanation: say(explanation, {}, random) } }
}

function returned(random: Random, { handler, category }: ReceivedCase): Said {
  const [reason, explanation] = pick(random, returns)
  const department = departmentFor(category)
  const suggestion = department === handler ? {} : { suggestedNode: department }
  return { type: 'case.returned', data: { reason, explanation: say(explanation, {}, random), ...suggestion } }
}

/** A seed from a text (FNV-1a). */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
