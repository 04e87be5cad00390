import type { ProblemSlug } from '../../src/index.ts'

/** A fault that the answer names: the JSON Pointer from the payload root or below `/header`, and the rule broken there. */
export type ExpectedFault = { pointer: string; rule?: string }

/** What becomes of one message of an envelope that a hub without any case takes. */
export type ExpectedResult =
  | { id: string | null; status: 'recorded' | 'already-recorded' }
  | { id: string | null; status: 'rejected'; problem: ProblemSlug; errors: ExpectedFault[] }

/** What a hub answers; of a refused envelope nothing is recorded. */
export type Expected =
  | { status: 200; results: ExpectedResult[]; payloadDigest: string; signingInputDigest: string }
  | { status: number; problem: ProblemSlug; errors?: ExpectedFault[] }

/** One body posted to `/v1/messages` of a hub that has recorded nothing before, and what is answered. */
export type EnvelopeVector = {
  name: string
  /** The clause of the standard that it is about. */
  clause: string
  /** The body as text; `bodyBase64` where it is not text. */
  body?: string
  bodyBase64?: string
  /** Request headers other than `Content-Type: application/jose`. */
  headers?: Record<string, string>
  expect: Expected
}
