import { z } from 'zod'
import { CaseId, NodeId } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { RouteRule } from '../requests/routes.ts'
import { AsOf } from './stats.ts'

/** A version of the rules; 0 is the empty table before the first. */
export const RoutesVersion = z
  .object({ version: z.int().min(0), effectiveFrom: Instant })
  .meta({ id: 'RoutesVersion', description: '规则版本' })
export type RoutesVersion = z.infer<typeof RoutesVersion>

/** The answer to `GET /v1/routes`. */
export const Routes = z
  .object({
    version: z.int().min(0),
    effectiveFrom: Instant.nullable(),
    rules: z.array(RouteRule),
    history: z.array(RoutesVersion),
  })
  .meta({ id: 'Routes', description: '分派规则表及历史' })
export type Routes = z.infer<typeof Routes>

const choice = z.object({
  node: NodeId.nullable(),
  rule: z
    .string()
    .meta({ examples: ['r7'] })
    .nullable(),
})

/** The answer to `POST /v1/routes/simulate`: how many cases were examined and which would go elsewhere. */
export const RouteSimulation = z
  .object({
    examined: z.int().min(0),
    changed: z.array(z.object({ caseId: CaseId, before: choice, after: choice })),
    asOf: AsOf,
  })
  .meta({ id: 'RouteSimulation', description: '分派模拟结果' })
export type RouteSimulation = z.infer<typeof RouteSimulation>
