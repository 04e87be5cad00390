const msPerSecond = 1000

/**
 * Whether `now` is too late for what is due at `dueAt`, whose last second belongs to it wholly: at 23:59:59.999 it is
 * still in time.
 */
export function isTooLate(now: string, dueAt: string): boolean {
  return Date.parse(now) >= Date.parse(dueAt) + msPerSecond
}
