import { publishAfterCommit } from './publish-after-commit.ts'
import { pollByLastId } from './poll-by-last-id.ts'

export type ControlOptions = { seed: number; seconds: number; natsBinary: string }
export type Caught = { acknowledged: number; lost: number; findings: string[] }

/** A way of publishing that is known to lose events: a checker that does not see it lose is no checker. */
export type Control = { kind: string; what: string; run: (options: ControlOptions) => Promise<Caught> }

export const controls: readonly Control[] = [
  {
    kind: 'poll-by-last-id',
    what: 'a poller that asks for ids after the last one it saw: numbers are drawn before the commit',
    run: pollByLastId,
  },
  {
    kind: 'publish-after-commit',
    what: 'a writer that commits and then publishes, and is killed in between',
    run: publishAfterCommit,
  },
]
