import { randomBytes } from 'node:crypto'
import { settle, type CaseFile } from '@inquiry/case-record'
import type { LogHead } from '@inquiry/case-log'
import { newQueryCode, type OpenedEnvelope } from '@inquiry/envelope'
import { unknownCase, type CaseMessage, type Context } from '@inquiry/lifecycle'
import type { ProblemCause } from '@inquiry/problems'
import type { Message } from '@inquiry/schema'
import { v7 as uuidv7 } from 'uuid'
import type { CheckedMessage, GoodMessage } from './check-message.ts'
import { pair, type Known } from './known.query.ts'

/** What became of a message: its event's place, or why it is not recorded. */
export type MessageOutcome =
  | {
      status: 'recorded' | 'already-recorded'
      position: number
      caseId: string | null
      queryCode?: string
      extra?: Record<string, unknown>
    }
  | { status: 'rejected'; problem: ProblemCause }

/** The record as this batch sees and changes it. */
export type Desk = {
  known: Known
  head: LogHead
  context: Context
  touched: Map<string, CaseFile>
  citizenOf: (message: Message) => string | null
}

/**
 * What the record says of a message's id before the message itself is judged; undefined where it says nothing. Only a
 * recorded message uses up its id (annex A5): the same content is then `already-recorded` with the original's place, even
 * if its code or a mapping has gone meanwhile, and other content a conflict.
 */
export function judgeRepetition(node: string, checked: CheckedMessage, desk: Desk): MessageOutcome | undefined {
  const prior = checked.id === null ? undefined : desk.known.messages.get(pair(node, checked.id))
  if (!prior) return undefined
  return prior.digest === checked.digest ? alreadyRecorded(checked, prior, desk) : conflict(String(checked.id))
}

/** Judge a good message, whose id the record does not know yet, against the record. */
export function judgeMessage(envelope: OpenedEnvelope, good: GoodMessage, desk: Desk): MessageOutcome {
  const outcome = recordMessage(envelope, good.message as CaseMessage, desk)
  if (outcome.status === 'recorded') {
    desk.known.messages.set(pair(envelope.nodeId, good.id), {
      digest: good.digest,
      caseId: outcome.caseId,
      position: outcome.position,
    })
  }
  return outcome
}

function recordMessage(envelope: OpenedEnvelope, message: CaseMessage, desk: Desk): MessageOutcome {
  const file = findCase(envelope.nodeId, message, desk)
  if (message.type !== 'case.submitted' && !file) return rejected(unknownCase())
  const caseId = file?.state.caseId ?? uuidv7({ msecs: desk.head.now.getTime() })
  const command = {
    kind: 'message',
    caseId,
    sender: envelope.nodeId,
    message,
    envelopeDigest: envelope.signingInputDigest,
  } as const
  const settled = settle(desk.head, file?.state, command, desk.context)
  const [first] = settled.ok ? settled.events : []
  if (!settled.ok || !first) return rejected(settled)
  const next: CaseFile = file ? { ...file, state: settled.state } : newFile(settled.state, message, desk)
  remember(next, desk)
  return {
    status: 'recorded',
    position: first.position,
    caseId,
    ...(message.type === 'case.submitted' ? { queryCode: next.queryCode } : {}),
  }
}

/** A sourceId is looked up under its node only. */
function findCase(nodeId: string, message: CaseMessage, { known }: Desk): CaseFile | undefined {
  const { sourceId, caseId } = message.case
  const id = sourceId === undefined ? caseId : known.sources.get(pair(nodeId, sourceId))
  return id === undefined ? undefined : known.cases.get(id)
}

function newFile(state: CaseFile['state'], message: CaseMessage, desk: Desk): CaseFile {
  const sealed = message.type === 'case.submitted' ? (message.data.reporter.sealed ?? null) : null
  return { state, queryCode: newQueryCode(randomBytes), sealed, citizen: desk.citizenOf(message) }
}

function remember(file: CaseFile, { known, touched }: Desk): void {
  known.cases.set(file.state.caseId, file)
  known.sources.set(pair(file.state.origin, file.state.sourceId), file.state.caseId)
  touched.set(file.state.caseId, file)
}

function alreadyRecorded(
  checked: CheckedMessage,
  { caseId, position }: { caseId: string | null; position: number },
  { known }: Desk,
): MessageOutcome {
  const file = caseId === null ? undefined : known.cases.get(caseId)
  const type = checked.ok ? checked.message.type : checked.type
  const withCode = type === 'case.submitted' && file
  return { status: 'already-recorded', caseId, position, ...(withCode ? { queryCode: file.queryCode } : {}) }
}

function conflict(id: string): MessageOutcome {
  return {
    status: 'rejected',
    problem: {
      slug: 'message-conflict',
      detail: {
        zh: `消息编号 ${id} 已用于另一内容，请换一个编号。`,
        en: `The message id ${id} is recorded with other content; use another id.`,
      },
    },
  }
}

function rejected(decision: { ok: boolean; problem?: unknown }): MessageOutcome {
  return { status: 'rejected', problem: decision.problem as ProblemCause }
}
