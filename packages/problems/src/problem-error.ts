import type { Fault, ProblemSlug, Sentence } from '@inquiry/schema'

/** Why a request is not done: a problem of the closed list, a sentence, the places at fault, further members. */
export type ProblemCause = {
  slug: ProblemSlug
  detail: Sentence
  errors?: Fault[]
  members?: Record<string, unknown>
  /** Seconds for `Retry-After`. */
  retryAfter?: number
  /** Further response headers. */
  headers?: Record<string, string>
}

/** Thrown where a request ends; `problems/` alone turns it into an answer. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly reason: ProblemCause

  constructor(reason: ProblemCause) {
    super(`${reason.slug}: ${reason.detail.en}`)
    this.reason = reason
  }
}

/** End the request with a problem. */
export function fail(
  slug: ProblemSlug,
  zh: string,
  en: string,
  rest: Omit<ProblemCause, 'slug' | 'detail'> = {},
): never {
  throw new ProblemError({ slug, detail: { zh, en }, ...rest })
}
