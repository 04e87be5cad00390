import type { Sentence } from '../events/assignment.ts'

/** What there is to read about a problem: why it is answered, what to do, and an answer as it comes. */
export type ProblemPage = {
  cause: Sentence
  remedy: Sentence
  example: { detail: Sentence; instance: string; errors?: ExampleFault[]; members?: Record<string, unknown> }
}

/** A fault whose words follow from its rule and limit. */
export type ExampleFault = { pointer: string; rule: string; limit?: unknown; example?: unknown }
