export { cityOf, nodeDirectory, type NodeDirectory, type RoutingNode } from './node-directory.ts'
export { route, type Beaten, type Route, type Unroutable } from './route.ts'
export { criteria, type Criterion } from './specificity.ts'
export { emptyTable, tableAt, type RouteTable, type RoutingCase } from './table.ts'
