import type { Refusal } from '../hub/answer.ts'
import type { Text } from '../language/zh.ts'

/** What went wrong in words, what to do about it, and the line that operations will want. */
export type RefusalText = { title: string; help: string; line?: string }

/** A refusal in the reader's language. */
export function refusalText(refusal: Refusal, text: Text): RefusalText {
  const words = text.refusal
  if (refusal.kind === 'unreachable') return { title: words.unreachable, help: words.unreachableHelp }
  if (refusal.kind === 'unreadable')
    return { title: words.unreadable, help: words.unreadableHelp, line: refusal.detail }
  const line = [refusal.status, refusal.problem?.title, refusal.problem?.detail].filter(Boolean).join(' · ')
  if (refusal.status === 400) return { title: words.invalid, help: refusal.problem?.detail ?? words.invalidHelp }
  if (refusal.status === 403) return { title: words.forbidden, help: words.forbiddenHelp, line }
  if (refusal.status === 404) return { title: words.missing, help: words.missingHelp }
  if (refusal.status === 429 || refusal.status === 503) return { title: words.busy, help: words.busyHelp, line }
  return { title: words.failed, help: words.failedHelp, line }
}
