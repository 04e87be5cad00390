/** How many cases a subject has had, and for how long it could have had them. One window is the time looked at. */
export type Past = {
  /** Cases before the window. */
  cases: number
  /** The time in which they came, in windows; 0 where nothing was before. */
  windows: number
}

/** What is usual for subjects of the kind: how many cases one has in a window, on average. */
export type Usual = { casesPerWindow: number }

/** How unusual a count is. */
export type Unusual = {
  /** How likely it is that a subject with this past has so many cases in a window, or more. */
  probability: number
  /** The cases to be expected. */
  expected: number
}

/**
 * How unusual `count` cases in a window are for a subject with this past. Cases come as a Poisson process whose rate is
 * not known: before anything is seen it follows an exponential distribution with the mean of its kind, which the
 * subject's own past makes narrower (Gamma, conjugate). What is predicted is therefore a negative binomial count, wider
 * than a Poisson count where little is known, so that a new subject must show more than an old one (Gelman et al.,
 * Bayesian Data Analysis, 3rd ed., 2.6).
 */
export function unusual(count: number, past: Past, usual: Usual): Unusual {
  const shape = 1 + past.cases
  const rate = 1 / usual.casesPerWindow + past.windows
  return { probability: tail(count, shape, rate / (rate + 1)), expected: shape / rate }
}

/** P(K ≥ k) of the negative binomial that counts failures before the `r`-th success of probability `p`, 0 < p < 1. */
function tail(k: number, r: number, p: number): number {
  let term = Math.exp(logChoose(k, r) + r * Math.log(p) + k * Math.log1p(-p))
  let sum = 0
  for (let i = k; term > sum * 1e-12 && i < k + 100_000; i++) {
    sum += term
    term *= ((r + i) / (i + 1)) * (1 - p)
  }
  return Math.min(1, sum)
}

/** ln of (k + r − 1 choose k), for whole r ≥ 1. */
function logChoose(k: number, r: number): number {
  let sum = 0
  const [least, most] = k < r - 1 ? [k, r - 1] : [r - 1, k]
  for (let i = 1; i <= least; i++) sum += Math.log((most + i) / i)
  return sum
}
