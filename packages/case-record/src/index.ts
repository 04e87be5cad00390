export {
  calendarChannel,
  calendarsInForce,
  openCalendarBook,
  putCalendar,
  type CalendarBook,
} from './calendar-book.query.ts'
export {
  caseColumnNames,
  caseColumns,
  caseColumnTypes,
  caseReplacement,
  loadCaseByQueryCode,
  loadCases,
  loadCasesBySource,
  reloadChanged,
  saveCases,
  type CaseFile,
} from './case-file.query.ts'
export { contextAt, reopeningDays } from './context.ts'
export { putRules, rulesInForce, type RulesVersion } from './decision-rules.query.ts'
export { settle, type Settled } from './settle.ts'
