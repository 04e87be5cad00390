export { triageReader, triageStep, type TriageOptions } from './conclude.worker.ts'
export { routeTableAt } from './route/route-table.query.ts'
