export { readConfig, type Config } from './config.ts'
export { copyInDatabase } from './log-copy/database-copy.query.ts'
export { verifyCopy } from './log-copy/verify-copy.ts'
export { startHub, type RunningHub } from './start-hub.ts'
