export type ClockErrorCode =
  | 'unknown-step' // the profile has no such step
  | 'nature-required' // the step's length depends on the nature, and none was given
  | 'no-period' // the profile sets no period for this nature
  | 'malformed-time' // a time without offset, or a day that does not exist
  | 'pause-backwards' // a pause that ends before it begins
  | 'calendar-repeated' // two calendars of one year: which of them holds cannot be guessed
  | 'data-altered' // shipped data whose digest is not the recorded one

/** Why a due date could not be given. `code` is stable; the message is for developers. */
export class ClockError extends Error {
  readonly code: ClockErrorCode

  constructor(code: ClockErrorCode, message: string) {
    super(message)
    this.name = 'ClockError'
    this.code = code
  }
}
