import type { NatureCode } from '@inquiry/schema'

/** What moves someone to write; it decides which courtesies fit. */
export type Mood = 'trouble' | 'question' | 'idea' | 'kindness'

export const moodOf: Readonly<Record<NatureCode, Mood>> = {
  complaint: 'trouble',
  help: 'trouble',
  report: 'trouble',
  consultation: 'question',
  suggestion: 'idea',
  praise: 'kindness',
}
