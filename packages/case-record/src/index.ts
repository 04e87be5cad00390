export { loadCaseByQueryCode, loadCases, loadCasesBySource, saveCases, type CaseFile } from './case-file.query.ts'
export { contextAt, reopeningDays } from './context.ts'
export { settle, type Settled } from './settle.ts'
