/**
 * A regression tree as parallel lists. A node without a feature (−1) is a leaf. Values below or equal to the threshold go
 * left. `values` of inner nodes are the mean outcome there, so that each step of a path has a contribution of its own.
 */
export interface Tree {
  readonly features: readonly number[]
  readonly thresholds: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly values: readonly number[]
}

/** The sum of many small trees, in log odds. */
export interface TreeSum {
  readonly bias: number
  readonly trees: readonly Tree[]
}

/** The log odds that a tree sum gives to these feature values. */
export function logOdds(model: TreeSum, values: ArrayLike<number>): number {
  const { roots, features, thresholds, left, right, leaves } = flattened(model)
  let total = model.bias
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree] as number
    for (let feature = features[node] as number; feature >= 0; feature = features[node] as number) {
      node = ((values[feature] as number) <= (thresholds[node] as number) ? left[node] : right[node]) as number
    }
    total += leaves[node] as number
  }
  return total
}

/** All trees' nodes in one list each, which is read twice as fast. */
interface FlatTrees {
  readonly roots: Int32Array
  readonly features: Int16Array
  readonly thresholds: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
  readonly leaves: Float64Array
}

const flat = new WeakMap<TreeSum, FlatTrees>()

function flattened(model: TreeSum): FlatTrees {
  const known = flat.get(model)
  if (known !== undefined) return known
  const starts = model.trees.map((_, at) =>
    model.trees.slice(0, at).reduce((sum, tree) => sum + tree.features.length, 0),
  )
  const moved = (side: 'left' | 'right'): Int32Array =>
    Int32Array.from(model.trees.flatMap((tree, at) => tree[side].map((node) => node + (starts[at] as number))))
  const made: FlatTrees = {
    roots: Int32Array.from(starts),
    features: Int16Array.from(model.trees.flatMap((tree) => tree.features)),
    thresholds: Float64Array.from(model.trees.flatMap((tree) => tree.thresholds)),
    left: moved('left'),
    right: moved('right'),
    leaves: Float64Array.from(model.trees.flatMap((tree) => tree.values)),
  }
  flat.set(model, made)
  return made
}

/**
 * How much each feature moved the log odds away from the bias: the steps of every tree's path, summed by the feature that
 * decided the step (Saabas 2014). The contributions and the roots' values add up to the log odds.
 */
export function contributions(model: TreeSum, values: ArrayLike<number>): Float64Array {
  const moved = new Float64Array(values.length)
  for (const tree of model.trees) {
    let node = 0
    while ((tree.features[node] as number) >= 0) {
      const feature = tree.features[node] as number
      const next = step(tree, node, values)
      moved[feature] = (moved[feature] as number) + (tree.values[next] as number) - (tree.values[node] as number)
      node = next
    }
  }
  return moved
}

/** The probability for log odds. */
export function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}

function step(tree: Tree, node: number, values: ArrayLike<number>): number {
  const goesLeft = (values[tree.features[node] as number] as number) <= (tree.thresholds[node] as number)
  return (goesLeft ? tree.left[node] : tree.right[node]) as number
}
