import type { Problem } from '@inquiry/schema'

/** Why the hub's word could not be had, or what it was. */
export type Failure =
  /** No answer, none in time, or an answer of something between. Trying again may help. */
  | { kind: 'unreachable'; detail: string; retryAfter?: number }
  /** The hub's own problem document (RFC 9457). `retryAfter` in seconds. */
  | { kind: 'refused'; problem: Problem; retryAfter?: number }
  /** An answer that is not as the standard describes it, or whose receipt proves nothing. It was not believed. */
  | { kind: 'untrusted'; detail: string }
  /** What was given to this package cannot be sent: nothing was stored or sent. */
  | { kind: 'unsendable'; detail: string }
  /** The caller's signal said stop. */
  | { kind: 'stopped' }

/** What was asked for, or why it is not to be had. Nothing in this package throws for a bad peer. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** An answer that there is none. */
export function no<T>(failure: Failure): Answer<T> {
  return { ok: false, failure }
}

/** The problem's slug, if the hub refused. */
export function slugOf(failure: Failure): string | undefined {
  return failure.kind === 'refused' ? failure.problem.type.split('/').at(-1) : undefined
}

const passing = [408, 425, 429, 500, 502, 503, 504]

/** Whether the same request may succeed later as it is. */
export function isPassing(failure: Failure): boolean {
  if (failure.kind === 'refused') return passing.includes(failure.problem.status)
  return failure.kind === 'unreachable'
}
