export { createGrowth, type Growth } from './growth.ts'
export { pressureOn, type Pressure } from './pressure.ts'
export { turnsUnder, type Turns } from './turns.ts'
export { startWorkLoop, type Step, type WorkLoop, type WorkLoopOptions } from './work-loop.ts'
