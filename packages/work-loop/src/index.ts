export { createGrowth, type Growth } from './growth.ts'
export { startWorkLoop, type Step, type WorkLoop, type WorkLoopOptions } from './work-loop.ts'
