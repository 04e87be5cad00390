import { readFile } from 'node:fs/promises'
import type { ExchangeNode, Failure, OutgoingMessage } from '@inquiry/client'
import type { MessageResult } from '@inquiry/schema'
import type { Ledger, Origin, SentMessage } from '../ledger/ledger.query.ts'
import type { Fault } from '../row.ts'

/** What was sent: how many were recorded and refused, and why the rest is still waiting. */
export type Sent = { recorded: number; refused: number; refusedIn: Origin[]; failure?: Failure }

const envelopeMessages = 1000

/** Submit what waits, envelope by envelope, and keep what the hub says of each message. */
export async function sendWaiting(node: ExchangeNode, ledger: Ledger, signal: AbortSignal): Promise<Sent> {
  const sent: Sent = { recorded: 0, refused: 0, refusedIn: [] }
  for (;;) {
    const waiting = ledger.waiting(envelopeMessages)
    if (waiting.length === 0) return sent
    const messages = waiting.map(({ content }) => JSON.parse(content) as OutgoingMessage)
    const answer = await node.submit(messages, signal)
    if (!answer.ok) return { ...sent, failure: answer.failure }
    ledger.together(() => {
      for (const [i, message] of waiting.entries()) {
        const result = answer.value[i]?.result
        if (!result) continue
        const state = settle(ledger, message, result)
        sent[state]++
        if (state === 'refused') sent.refusedIn.push(message)
      }
    })
  }
}

/** Bring the bytes of attachments that are not at the hub yet. One that has gone from the disk is left out. */
export async function sendAttachments(node: ExchangeNode, ledger: Ledger): Promise<Failure | undefined> {
  for (const { digest, path } of ledger.attachmentsWaiting()) {
    const bytes = await readFile(path).catch(() => undefined)
    const answer = bytes && (await node.attach(bytes))
    if (answer && !answer.ok) return answer.failure
    ledger.attachmentUploaded(digest)
  }
  return undefined
}

function settle(ledger: Ledger, message: SentMessage, result: MessageResult): 'recorded' | 'refused' {
  const { id, type, sourceId } = message
  const slug = result.problem?.type.split('/').at(-1)
  // The hub has this message under another sealing: the gateway's own memory was lost, and nothing else.
  const isThere = result.status !== 'rejected' || slug === 'message-conflict'
  const state = isThere ? 'recorded' : 'refused'
  ledger.settle(id, state, result)
  if (type === 'case.submitted' && sourceId !== null) ledger.settleItem(sourceId, state, result)
  if (result.problem) for (const fault of faultsOf(message, result.problem)) ledger.keepFault(message, 'hub', fault)
  return state
}

/** A rejection as faults of the row that the message came from. */
function faultsOf(
  { at }: SentMessage,
  { detail, title, type, errors }: NonNullable<MessageResult['problem']>,
): Fault[] {
  const slug = type.split('/').at(-1) ?? ''
  const said = { zh: `枢纽：${title}：${detail}`, en: `the hub: ${title}: ${detail}` }
  if (!errors || errors.length === 0) return [{ at, field: '', rule: slug, message: said }]
  return errors.map(({ pointer, rule, message, example }) => ({
    at,
    field: pointer.split('/data/')[1] ?? pointer,
    rule: `${slug}/${rule}`,
    message: { zh: `枢纽：${message}`, en: `the hub: ${message}` },
    ...(example === undefined ? {} : { example: typeof example === 'string' ? example : JSON.stringify(example) }),
  }))
}
