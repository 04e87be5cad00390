import type { CaseState } from '@inquiry/lifecycle'
import type { PrivatePart } from '@inquiry/schema'

/** What stands in the place of a text that was erased. */
export const erasedText = '（已按保存期限清除 erased by retention rule）'

/** Members that people fill with text of their own. A reason may be a code, which says nothing of anybody. */
const texts = new Set(['title', 'content', 'explanation', 'note', 'comment', 'basis', 'unit', 'reason'])
const dropped = new Set(['place', 'attachments', 'extensions'])
const code = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** The private part of an event without what people wrote: enough to fold the case by, and no more. */
export function privateWithoutText(part: PrivatePart): PrivatePart {
  const { message, reason } = part
  return {
    ...without(part, ['message', 'reason', 'salt']),
    ...(message === undefined ? {} : { message: withoutText(message as Record<string, unknown>) }),
    ...(reason === undefined ? {} : { reason: erasedText }),
    ...('sealed' in part ? { sealed: false } : {}),
  }
}

/** The folded case without what people wrote. */
export function stateWithoutText(state: CaseState): CaseState {
  const supervision = state.supervision.map((order) =>
    order.reason === undefined ? order : { ...order, reason: erasedText },
  )
  const kept = without(state, ['place', 'attachments', 'digestSalt'])
  return { ...kept, title: erasedText, content: erasedText, supervision, sealed: false }
}

function without<T extends object, K extends keyof T>(whole: T, members: readonly K[]): Omit<T, K> {
  const kept = { ...whole }
  for (const member of members) delete kept[member]
  return kept
}

function withoutText(message: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(message).filter(([member]) => !dropped.has(member))
  return Object.fromEntries(kept.map(([member, value]) => [member, texts.has(member) ? blanked(member, value) : value]))
}

function blanked(member: string, value: unknown): unknown {
  return member === 'reason' && typeof value === 'string' && code.test(value) ? value : erasedText
}
