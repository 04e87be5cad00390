import { atLogHead, type LogHead, type LogOptions } from '@inquiry/case-log'
import type { Database, Transaction } from '@inquiry/database'
import { ProblemError, type ProblemCause } from '@inquiry/problems'
import { answeredBefore, keepAnswer, type AskedCommand, type CommandAnswer } from './answer-once.query.ts'

/** What a command came to: the answer's body, or why it was refused. */
export type Outcome = { ok: true; body: object } | { ok: false; problem: ProblemCause }

export type DecideOptions = LogOptions & { db: Database }

/**
 * Decide a command at the head of the log and put it on record with its answer, all in one transaction. The same key
 * from the same coordinator gets the same answer for 24 hours, a refusal too; with another command it is refused.
 */
export async function decideOnce(
  { db, ...log }: DecideOptions,
  asked: AskedCommand,
  decide: (tx: Transaction, head: LogHead) => Promise<Outcome>,
): Promise<object> {
  const outcome = await atLogHead(db, log, async (tx, head): Promise<Outcome> => {
    const before = await answeredBefore(tx, asked, head.now)
    if (before === 'other') return { ok: false, problem: keyUsed() }
    if (before) return outcomeOf(before)
    const decided = await decide(tx, head)
    // Whatever was put on record before would stay there, and be told, though the command came to nothing.
    if (!decided.ok && head.appended.length > 0) throw new Error('a command was refused after something was recorded')
    await keepAnswer(tx, asked, { refused: !decided.ok, answer: textOf(decided) }, head.now)
    return decided
  })
  if (!outcome.ok) throw new ProblemError(outcome.problem)
  return outcome.body
}

/** Refusals are kept as their cause, so that each asker reads them in its own language. */
function textOf(outcome: Outcome): string {
  return JSON.stringify(outcome.ok ? outcome.body : outcome.problem)
}

function outcomeOf({ refused, answer }: CommandAnswer): Outcome {
  return refused
    ? { ok: false, problem: JSON.parse(answer) as ProblemCause }
    : { ok: true, body: JSON.parse(answer) as object }
}

function keyUsed(): ProblemCause {
  return {
    slug: 'invalid-body',
    detail: {
      zh: '此 Idempotency-Key 已用于另一项命令，请换一个。',
      en: 'This Idempotency-Key was used for another command; use a new one.',
    },
    errors: [{ pointer: '/header/idempotency-key', rule: 'unique', message: 'Idempotency-Key' }],
  }
}
