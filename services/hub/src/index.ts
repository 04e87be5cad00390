export { readConfig, type Config } from './config.ts'
export { startHub, type RunningHub } from './start-hub.ts'
