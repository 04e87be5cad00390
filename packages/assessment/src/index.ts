export { advanceFact, type CaseFact } from './case-fact.ts'
