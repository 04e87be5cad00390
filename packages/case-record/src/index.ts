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
  saveCases,
  type CaseFile,
} from './case-file.query.ts'
export { contextAt, reopeningDays } from './context.ts'
export { settle, type Settled } from './settle.ts'
