import { z } from 'zod'
import { statusCodes } from '../code-lists/status.ts'
import { CaseId, MessageId, Position, SourceId } from '../identifiers.ts'
import { Problem } from '../problems.ts'

/** The citizen's query code 查询码: 16 Crockford base32 symbols (80 bits) and a check symbol, `XXXX-XXXX-XXXX-XXXX-C`. */
export const QueryCode = z
  .string()
  .regex(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-Z]$/)
  .meta({ id: 'QueryCode', description: '查询码 query code for the citizen', examples: ['792G-N09Q-4VJP-J7TD-J'] })

/** A case whose status differs between node and hub; null where one of them does not know the case (annex B26). */
export const Difference = z
  .object({
    caseId: CaseId.nullable(),
    sourceId: SourceId,
    here: z.enum(statusCodes).nullable(),
    there: z.enum(statusCodes).nullable(),
  })
  .meta({ id: 'Difference', description: '对账差异: `here` at the hub, `there` as the node counts' })
export type Difference = z.infer<typeof Difference>

export const resultStatuses = ['recorded', 'already-recorded', 'rejected'] as const

const outcome = {
  id: MessageId.nullable(),
  status: z.enum(resultStatuses).meta({ examples: ['recorded'] }),
  caseId: CaseId.optional(),
  position: Position.optional(),
  problem: Problem.optional(),
  differences: z.array(Difference).max(1000).optional(),
  more: z.boolean().optional(),
}

/** A result as the receipt carries it: without the query code, because a receipt may be shown to others (annex B9). */
export const ReceiptResult = z.object(outcome).meta({ id: 'ReceiptResult' })
export type ReceiptResult = z.infer<typeof ReceiptResult>

/**
 * What became of one message. `recorded` and `already-recorded` carry the position (and the case, if the message is
 * about one); `rejected` carries the problem. `queryCode` comes with `case.submitted` only. `id` is null where the node
 * sent none that fits the form.
 */
export const MessageResult = z
  .object({ ...outcome, queryCode: QueryCode.optional() })
  .meta({ id: 'MessageResult', description: '单条消息的处理结果' })
export type MessageResult = z.infer<typeof MessageResult>
