export { preferredLanguage, problemDocument } from './document.ts'
export { fail, ProblemError, type ProblemCause } from './problem-error.ts'
export { problemHandler, problemNotFound, respondProblem, type ReportFailure } from './respond.ts'
