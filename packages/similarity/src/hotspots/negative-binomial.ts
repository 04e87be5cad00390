/**
 * The probability that a count reaches `least` when counts are Poisson around a rate that is itself uncertain: gamma with
 * this shape and mean. The sum of the upper tail, so that small probabilities keep their digits.
 */
export function tailProbability(least: number, shape: number, mean: number): number {
  if (least <= 0) return 1
  const odds = mean / (mean + shape)
  let term = Math.exp(
    logGamma(least + shape) -
      logGamma(shape) -
      logGamma(least + 1) +
      shape * Math.log1p(-odds) +
      least * Math.log(odds),
  )
  let sum = 0
  for (let count = least; term > sum * 1e-12; count++) {
    sum += term
    term *= ((count + shape) / (count + 1)) * odds
  }
  return Math.min(1, sum)
}

/** ln Γ(x) for x > 0 (Lanczos's approximation with g = 7, nine terms; fifteen digits). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const base = x + 6.5
  const series = lanczos.reduce(
    (sum, coefficient, at) => sum + (at === 0 ? coefficient : coefficient / (x + at - 1)),
    0,
  )
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series)
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]
