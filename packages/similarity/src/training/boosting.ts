import { probability, type Tree, type TreeSum } from '../learning/trees.ts'

/** What a tree sum is fitted to: one row of feature values per example, its outcome 0 or 1, its weight. */
export interface Examples {
  readonly rows: readonly ArrayLike<number>[]
  readonly outcomes: ArrayLike<number>
  readonly weights: ArrayLike<number>
}

/** How a tree sum is fitted. */
export interface BoostingPlan {
  readonly trees: number
  readonly depth: number
  readonly rate: number
  /** Added to the curvature of each leaf: larger keeps leaves smaller. */
  readonly ridge: number
  /** Least weighted curvature in a leaf. */
  readonly leastInLeaf: number
  /** Share of the features that a tree may use, drawn anew for each tree. */
  readonly featureShare: number
  /** By feature: 1 when a larger value may only raise the odds, −1 only lower them, 0 either. */
  readonly monotone: readonly (-1 | 0 | 1)[]
  readonly seed: number
}

const binCount = 48

/** Fit trees one after another to the gradient of the weighted logistic loss (Friedman 2001; second order, binned). */
export function boost(examples: Examples, plan: BoostingPlan): TreeSum {
  const { rows, outcomes, weights } = examples
  const width = plan.monotone.length
  const edges = Array.from({ length: width }, (_, feature) => binEdges(rows, feature))
  const bins = edges.map((edge, feature) => Uint8Array.from(rows, (row) => binOf(edge, row[feature] as number)))
  const bias = priorLogOdds(outcomes, weights)
  const odds = new Float64Array(rows.length).fill(bias)
  const slopes = new Float64Array(rows.length)
  const curvatures = new Float64Array(rows.length)
  const random = generator(plan.seed)
  const trees: Tree[] = []
  for (let round = 0; round < plan.trees; round++) {
    for (let at = 0; at < rows.length; at++) {
      const p = probability(odds[at] as number)
      const weight = weights[at] as number
      slopes[at] = weight * ((outcomes[at] as number) - p)
      curvatures[at] = weight * Math.max(p * (1 - p), 1e-6)
    }
    const allowed = drawFeatures(width, plan.featureShare, random)
    trees.push(growTree({ bins, edges, slopes, curvatures, allowed, plan, odds }))
  }
  return { bias, trees }
}

interface Growth {
  readonly bins: readonly Uint8Array[]
  readonly edges: readonly Float64Array[]
  readonly slopes: Float64Array
  readonly curvatures: Float64Array
  readonly allowed: readonly number[]
  readonly plan: BoostingPlan
  /** Log odds so far; each leaf adds its value to those of its members. */
  readonly odds: Float64Array
}

interface Split {
  readonly feature: number
  readonly bin: number
  readonly gain: number
}

interface Range {
  readonly least: number
  readonly most: number
}

function growTree(growth: Growth): Tree {
  const tree = { features: [], thresholds: [], left: [], right: [], values: [] } as {
    [list in keyof Tree]: number[]
  }
  const all = Int32Array.from(growth.slopes, (_, at) => at)
  growNode(growth, tree, all, 0, { least: -Infinity, most: Infinity })
  return tree
}

function growNode(
  growth: Growth,
  tree: { [list in keyof Tree]: number[] },
  members: Int32Array,
  depth: number,
  range: Range,
): number {
  const { plan, slopes, curvatures } = growth
  const node = tree.features.length
  let slope = 0
  let curvature = 0
  for (const at of members) {
    slope += slopes[at] as number
    curvature += curvatures[at] as number
  }
  const value = within(range, slope / (curvature + plan.ridge))
  tree.features.push(-1)
  tree.thresholds.push(0)
  tree.left.push(-1)
  tree.right.push(-1)
  tree.values.push(value * plan.rate)
  const split = depth < plan.depth ? bestSplit(growth, members, slope, curvature, range) : undefined
  if (split === undefined) {
    for (const at of members) growth.odds[at] = (growth.odds[at] as number) + value * plan.rate
    return node
  }
  const column = growth.bins[split.feature] as Uint8Array
  const leftMembers = members.filter((at) => (column[at] as number) <= split.bin)
  const rightMembers = members.filter((at) => (column[at] as number) > split.bin)
  const [leftRange, rightRange] = narrowed(growth, split, leftMembers, rightMembers, range)
  tree.features[node] = split.feature
  tree.thresholds[node] = (growth.edges[split.feature] as Float64Array)[split.bin] as number
  tree.left[node] = growNode(growth, tree, leftMembers, depth + 1, leftRange)
  tree.right[node] = growNode(growth, tree, rightMembers, depth + 1, rightRange)
  return node
}

/** Both sides of a monotone split keep to their side of the middle, so that the whole tree stays monotone. */
function narrowed(growth: Growth, split: Split, left: Int32Array, right: Int32Array, range: Range): [Range, Range] {
  const direction = growth.plan.monotone[split.feature] ?? 0
  if (direction === 0) return [range, range]
  const middle = (leafValue(growth, left, range) + leafValue(growth, right, range)) / 2
  const below = { least: range.least, most: middle }
  const above = { least: middle, most: range.most }
  return direction > 0 ? [below, above] : [above, below]
}

function leafValue({ slopes, curvatures, plan }: Growth, members: Int32Array, range: Range): number {
  let slope = 0
  let curvature = 0
  for (const at of members) {
    slope += slopes[at] as number
    curvature += curvatures[at] as number
  }
  return within(range, slope / (curvature + plan.ridge))
}

function bestSplit(
  growth: Growth,
  members: Int32Array,
  slope: number,
  curvature: number,
  range: Range,
): Split | undefined {
  const { plan, bins, slopes, curvatures, edges } = growth
  let best: Split | undefined
  const slopeBins = new Float64Array(binCount + 1)
  const curvatureBins = new Float64Array(binCount + 1)
  const whole = score(slope, curvature, plan.ridge)
  for (const feature of growth.allowed) {
    slopeBins.fill(0)
    curvatureBins.fill(0)
    const column = bins[feature] as Uint8Array
    for (const at of members) {
      const bin = column[at] as number
      slopeBins[bin] = (slopeBins[bin] as number) + (slopes[at] as number)
      curvatureBins[bin] = (curvatureBins[bin] as number) + (curvatures[at] as number)
    }
    let leftSlope = 0
    let leftCurvature = 0
    for (let bin = 0; bin < (edges[feature] as Float64Array).length; bin++) {
      leftSlope += slopeBins[bin] as number
      leftCurvature += curvatureBins[bin] as number
      const rightCurvature = curvature - leftCurvature
      if (leftCurvature < plan.leastInLeaf || rightCurvature < plan.leastInLeaf) continue
      const leftValue = within(range, leftSlope / (leftCurvature + plan.ridge))
      const rightValue = within(range, (slope - leftSlope) / (rightCurvature + plan.ridge))
      if ((plan.monotone[feature] ?? 0) * (rightValue - leftValue) < 0) continue
      const gain =
        score(leftSlope, leftCurvature, plan.ridge) + score(slope - leftSlope, rightCurvature, plan.ridge) - whole
      if (gain > (best?.gain ?? 1e-9)) best = { feature, bin, gain }
    }
  }
  return best
}

function score(slope: number, curvature: number, ridge: number): number {
  return (slope * slope) / (curvature + ridge)
}

function within(range: Range, value: number): number {
  return Math.min(range.most, Math.max(range.least, value))
}

/** Ascending thresholds at the feature's quantiles, each between two values that occur. */
function binEdges(rows: readonly ArrayLike<number>[], feature: number): Float64Array {
  const sorted = Float64Array.from(rows, (row) => row[feature] as number).sort()
  const edges = new Set<number>()
  for (let bin = 1; bin < binCount; bin++) {
    const value = sorted[Math.floor((bin * sorted.length) / binCount)] as number
    if (value < (sorted[sorted.length - 1] as number)) edges.add(value)
  }
  if (edges.size === 0 && sorted.length > 0) edges.add(sorted[0] as number)
  return Float64Array.from(edges).sort()
}

function binOf(edges: Float64Array, value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= (edges[middle] as number)) high = middle
    else low = middle + 1
  }
  return low
}

function priorLogOdds(outcomes: ArrayLike<number>, weights: ArrayLike<number>): number {
  let positive = 0
  let total = 0
  for (let at = 0; at < outcomes.length; at++) {
    positive += (outcomes[at] as number) * (weights[at] as number)
    total += weights[at] as number
  }
  return Math.log((positive + 1) / (total - positive + 1))
}

function drawFeatures(width: number, share: number, random: () => number): number[] {
  const drawn = Array.from({ length: width }, (_, feature) => feature).filter(() => random() < share)
  return drawn.length > 0 ? drawn : [Math.floor(random() * width)]
}

/** Numbers in 0…1 that repeat for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}
