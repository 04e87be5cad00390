export { asNode, nodeRole } from './as-node.ts'
export { DatabaseUnavailable, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts'
export { freshDatabase, prepareTemplate, type FreshDatabase } from './fresh-database.ts'
export { listen } from './listen.ts'
export { migrate } from './migrate.ts'
export {
  openDatabase,
  runPrepared,
  type Database,
  type OpenOptions,
  type PreparedStatement,
  type Transaction,
} from './open.ts'
export { checkSettings } from './settings.ts'
export type * from './tables.ts'
export { isTextType, textArray } from './text-array.ts'
