export { statsRoutes, type StatsOptions } from './count/stats.route.ts'
export { tallyReader, tallyStep } from './count/tally.worker.ts'
export { nodesRoutes, type NodesOptions } from './nodes/nodes.route.ts'
