export { demonstrationRoutes } from './demonstration-routes.ts'
export type { DemonstrationRoute } from './demonstration-routes.ts'
export { provinceNodes } from './province-nodes.ts'
export type { ProvinceNode } from './province-nodes.ts'
export { generateDemonstration } from './generate.ts'
export type { DemonstrationOptions } from './generate.ts'
export type {
  BadEnvelopes,
  Channel,
  Filing,
  FilingData,
  FilingPlace,
  FilingRef,
  InvalidMessage,
  Planted,
  ReporterData,
} from './filing.ts'
