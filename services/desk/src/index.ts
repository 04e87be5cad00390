export { statsRoutes, type StatsOptions } from './count/stats.route.ts'
export { tallyReader, tallyStep } from './count/tally.worker.ts'
export { routesRoutes, type RoutesOptions } from './routes/routes.route.ts'
export { nodesRoutes, type NodesOptions } from './nodes/nodes.route.ts'
