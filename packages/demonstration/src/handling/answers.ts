import { say } from '../phrase.ts'
import { randomFrom } from '../random.ts'
import type { Said } from './course.ts'
import { acceptPhrase, progressPhrase, secondReplyPhrase } from './words.ts'

/** What a node is told about a case that it must act on at once: the type as the standard names it, and the event's data. */
export interface Told {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What the node, by its name, says to what a coordinator decided; nothing where it may take its time. */
export function answersTo({ type, data }: Told, unit: string, now: string): readonly Said[] {
  const speak = (phrase: string): string => say(phrase, {}, randomFrom(unit.length + type.length))
  const accepted = { type: 'case.accepted', data: { unit, note: speak(acceptPhrase) } }
  const progressed = { type: 'case.progressed', data: { note: speak(progressPhrase), unit } }
  if (type === 'case.designated') return [accepted, progressed]
  if (type === 'case.reopened') {
    const reply = { content: speak(secondReplyPhrase), public: true, unit, repliedAt: now }
    return [accepted, { type: 'case.replied', data: reply }]
  }
  if (type === 'case.review-assigned') {
    return [
      {
        type: 'case.reviewed',
        data: { outcome: 'upheld', content: '经复查，原处理意见事实清楚、适用规定正确，予以维持。' },
      },
    ]
  }
  if (type === 'supervision.issued' && data['level'] === 'order') {
    const content = '已由分管负责人包案，责任单位到场整改，三日内报送结果。'
    return [
      accepted,
      progressed,
      { type: 'supervision.answered', data: { supervisionId: data['supervisionId'], content } },
    ]
  }
  return []
}
