import { overlongMember, type LogHead } from '@inquiry/case-log'
import { decide, evolve, type CaseState, type Command, type Context, type Refusal } from '@inquiry/lifecycle'
import type { RecordedEvent } from '@inquiry/schema'

/** What became of a command: the case as it is now and the events that made it so, or why it was refused. */
export type Settled = { ok: true; state: CaseState; events: RecordedEvent[] } | { ok: false; problem: Refusal }

/** Decide a command over a case at the head of the log, append what follows, and fold it into the case. */
export function settle(head: LogHead, state: CaseState | undefined, command: Command, context: Context): Settled {
  const decision = decide(state, command, context)
  if (!decision.ok) return decision
  const overlong = decision.events.map(overlongMember).find((member) => member !== undefined)
  if (overlong !== undefined) return { ok: false, problem: tooLong(overlong) }
  const events = decision.events.map((event) => head.append(event))
  const after = events.reduce<CaseState | undefined>(evolve, state)
  if (!after) throw new Error(`a decision on ${command.kind} made no case`)
  return { ok: true, state: after, events }
}

/** No entry of the log could carry it (annex A17); refused before any of what follows from the command is recorded. */
function tooLong(member: string): Refusal {
  return {
    slug: 'invalid-message',
    detail: {
      zh: `记录此操作的事件过长（${member}），日志条目须小于 65536 字节。`,
      en: `The event would be too long (${member}): an entry of the log has less than 65,536 bytes.`,
    },
    members: {},
    errors: [{ pointer: `/data/${member}`, rule: 'maxLength', message: '< 65536' }],
  }
}
