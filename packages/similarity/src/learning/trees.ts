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
  let total = model.bias
  for (const tree of model.trees) total += tree.values[leafOf(tree, values)] as number
  return total
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

function leafOf(tree: Tree, values: ArrayLike<number>): number {
  let node = 0
  while ((tree.features[node] as number) >= 0) node = step(tree, node, values)
  return node
}

function step(tree: Tree, node: number, values: ArrayLike<number>): number {
  const goesLeft = (values[tree.features[node] as number] as number) <= (tree.thresholds[node] as number)
  return (goesLeft ? tree.left[node] : tree.right[node]) as number
}
