import { tailProbability } from './negative-binomial.ts'

/** What is expected of a series about whose past nothing is known: a gamma distribution over its rate per day. */
export interface RatePrior {
  readonly shape: number
  /** Days of past that the prior is worth: the expected rate is shape / days. */
  readonly days: number
}

/** How unusual a series' latest days are against its own past. */
export interface Surge {
  /** Length of the window that is most unusual, in days. */
  readonly windowDays: number
  readonly observed: number
  readonly expected: number
  /** Probability of so many or more in one of the windows if nothing had changed. */
  readonly probability: number
}

/** Windows looked at: a sudden burst and a week's growth. */
export const windowsDays = [1, 3, 7] as const
/** How much past a window is held against, in days. */
export const pastDays = 56
/** A matter that nobody knew is expected to be filed once in sixty days, give or take much. */
export const plainPrior: RatePrior = { shape: 0.5, days: 30 }

const msPerDay = 86_400_000

/**
 * Judge the latest days of a series of instants (milliseconds, any order) at `now`. The rate is unknown but constant in
 * the past; what was seen of it makes the prior narrower, so that a quiet series surprises sooner than a busy one and a
 * series without a past is judged by the prior alone. Looking through three windows costs a factor of three.
 */
export function surgeOf(instants: readonly number[], now: number, prior: RatePrior = plainPrior): Surge {
  const surges = windowsDays.map((windowDays): Surge => {
    const start = now - windowDays * msPerDay
    const observed = instants.filter((at) => at > start && at <= now).length
    const past = instants.filter((at) => at > start - pastDays * msPerDay && at <= start).length
    const shape = prior.shape + past
    const expected = (shape / (prior.days + pastDays)) * windowDays
    return { windowDays, observed, expected, probability: tailProbability(observed, shape, expected) }
  })
  const most = surges.reduce((best, surge) => (surge.probability < best.probability ? surge : best))
  return { ...most, probability: Math.min(1, most.probability * windowsDays.length) }
}
