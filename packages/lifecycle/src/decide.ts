import type { Command } from './command.ts'
import type { CaseState } from './case-state.ts'
import { unknownCase } from './refusals.ts'
import type { Context, Decision } from './decision.ts'
import { assign, assignByRule, designate, findUnroutable, relieve } from './decisions/assignment.ts'
import { announce, changeDue } from './decisions/clocks.ts'
import { derive, keepApart, link, merge, split, unlink } from './decisions/matter.ts'
import { decideMessage } from './decisions/message.ts'
import { appointReviewer, decideExtension, decideReopening, releaseReporter } from './decisions/request.ts'
import { liftSupervision, supervise } from './decisions/supervision.ts'

/**
 * What a command comes to in a case as it stands: the events to record, in order, or why not. `state` is undefined where
 * there is no such case. Nothing is changed here; a refusal leaves nothing behind.
 */
export function decide(state: CaseState | undefined, command: Command, context: Context): Decision {
  if (command.kind === 'message') return decideMessage(state, command, context)
  if (!state) return unknownCase()
  const decider = deciders[command.kind] as (state: CaseState, command: Command, context: Context) => Decision
  return decider(state, command, context)
}

type Kind = Exclude<Command, { kind: 'message' }>['kind']

const deciders: {
  readonly [K in Kind]: (state: CaseState, command: Extract<Command, { kind: K }>, context: Context) => Decision
} = {
  'assign-by-rule': assignByRule,
  'find-unroutable': findUnroutable,
  assign,
  designate,
  relieve,
  supervise,
  'lift-supervision': liftSupervision,
  'decide-extension': decideExtension,
  'decide-reopening': decideReopening,
  'appoint-reviewer': appointReviewer,
  'release-reporter': releaseReporter,
  link,
  unlink,
  'keep-apart': keepApart,
  merge,
  split,
  derive,
  announce,
  'change-due': changeDue,
}
