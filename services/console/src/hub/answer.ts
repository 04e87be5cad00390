import type { Problem } from '@inquiry/schema'

/** Why a question to the hub has no answer: the hub's own problem, no connection, or an answer nobody can read. */
export type Refusal =
  | { kind: 'problem'; status: number; problem: Problem | undefined; retryAfterSeconds: number | undefined }
  | { kind: 'unreachable' }
  | { kind: 'unreadable'; detail: string }

/** What came of a question to the hub. */
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

/** A refused question, as the pages' queries throw it. */
export class QuestionRefused extends Error {
  override name = 'QuestionRefused'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.kind === 'problem' ? (refusal.problem?.detail ?? String(refusal.status)) : refusal.kind)
    this.refusal = refusal
  }
}

/** The value of an answer. Throws QuestionRefused where there is none. */
export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new QuestionRefused(answer.refusal)
  return answer.value
}

/** The refusal behind an error that a query threw; anything else is an answer that could not be read. */
export function refusalOf(error: unknown): Refusal {
  return error instanceof QuestionRefused ? error.refusal : { kind: 'unreadable', detail: String(error) }
}

/** Whether the credential is no longer good, so that only signing in again helps. */
export function isSignedOut(refusal: Refusal): boolean {
  return refusal.kind === 'problem' && refusal.status === 401
}

/** Whether the same question may be answered a little later. */
export function mayPass(refusal: Refusal): boolean {
  return refusal.kind === 'unreachable' || (refusal.kind === 'problem' && [429, 502, 503, 504].includes(refusal.status))
}
