/** The token that the benchmark's own hub is started with. */
export const benchmarkToken = 'benchmark-administrator'
