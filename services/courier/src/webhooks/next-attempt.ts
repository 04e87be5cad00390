/** How long a failing endpoint is tried before it is parked (§7). */
export const giveUpAfterMs = 3 * 24 * 3_600_000

const firstDelayMs = 5_000
const longestDelayMs = 2 * 3_600_000
/** An endpoint may ask for this much patience and no more. */
const longestAskedMs = 3_600_000

/**
 * When to try again after so many failed attempts in a row, or null to park the endpoint: 5 s, doubled up to two hours,
 * less up to half of it by chance, so that endpoints that failed together do not return together. Between two attempts
 * the endpoint is left alone. `askedMs` is what the endpoint's `Retry-After` asked for.
 */
export function nextAttemptAt(
  { attempts, failingSince, askedMs = 0 }: { attempts: number; failingSince: Date; askedMs?: number },
  now: Date,
  jitter: () => number,
): Date | null {
  if (now.getTime() - failingSince.getTime() >= giveUpAfterMs) return null
  const grown = Math.min(firstDelayMs * 2 ** Math.min(attempts - 1, 20), longestDelayMs)
  const own = grown * (1 - jitter() / 2)
  return new Date(now.getTime() + Math.max(own, Math.min(askedMs, longestAskedMs)))
}

/** The milliseconds that a `Retry-After` asks for (RFC 9110 §10.2.3): seconds, or a date. 0 for anything else. */
export function askedDelayMs(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000
  const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header)
    ? Date.parse(header)
    : NaN
  return Number.isNaN(date) ? 0 : Math.max(0, date - now.getTime())
}
