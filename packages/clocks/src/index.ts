export { Calendar } from './calendar.ts'
export { canonicalDigest } from './canonical-digest.ts'
export { ClockError, type ClockErrorCode } from './clock-error.ts'
export {
  amountOf,
  DeadlineProfile,
  EndRule,
  findProfile,
  PauseEffect,
  PeriodUnit,
  ruleOf,
  StartRule,
  StepRule,
} from './deadline-profile.ts'
export { clockFor, clocksOf, movedDates, type CaseClocks, type ClockSettings } from './case-clocks.ts'
export type { CasePause, ClockFacts } from './clock-facts.ts'
export { alarmsOf, type Alarm } from './alarms.ts'
export { dueDate, type DueDate } from './due-date.ts'
export { latestExtension, type Extension } from './extension.ts'
export type { Pause } from './pauses.ts'
export { profileIdFor, ProfileChoice } from './profile-choice.ts'
export type { DueDateRequest } from './reckoning.ts'
export { calendars, dataDigests, deadlineProfiles, shippedProfileChoice } from './shipped-data.ts'
export { workingDaysOf, type DayKind, type WorkingDays } from './working-days.ts'
