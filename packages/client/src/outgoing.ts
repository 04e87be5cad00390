import { messageDigest, parseIJson } from '@inquiry/envelope'
import { MessageId } from '@inquiry/schema'
import type { Message, MessageType } from '@inquiry/schema'
import { no } from './answer.ts'
import type { Answer } from './answer.ts'
import type { WaitingMessage } from './store.query.ts'

/** A message as a node sends it; `node.reconciled` is about no case. */
export type OutgoingMessage = {
  [T in MessageType]: T extends 'node.reconciled' ? Omit<Message<T>, 'case'> : Message<T>
}[MessageType]

/**
 * The messages as they are kept, once each could stand in an envelope: an id of the form of identifiers, and content
 * that is I-JSON. One that could not would make its whole envelope malformed and hold up all others. Whether its content
 * is right is for the hub to say.
 */
export function prepare(messages: readonly OutgoingMessage[]): Answer<WaitingMessage[]> {
  const prepared = new Map<string, WaitingMessage>()
  for (const message of messages) {
    const content = JSON.stringify(message)
    if (!MessageId.safeParse(message.id).success) return unsendable(message, 'its id is not of the form of identifiers')
    const read = parseIJson(Buffer.from(`{"messages":[${content}]}`))
    if (!read.ok) return unsendable(message, `it is not I-JSON: ${read.fault.rule}`)
    const digest = messageDigest(message)
    const same = prepared.get(message.id)
    if (same && same.digest !== digest) return unsendable(message, 'its id stands twice, with different content')
    prepared.set(message.id, { id: message.id, content, digest })
  }
  return { ok: true, value: [...prepared.values()] }
}

function unsendable(message: OutgoingMessage, why: string): Answer<WaitingMessage[]> {
  return no({ kind: 'unsendable', detail: `message ${JSON.stringify(message.id)}: ${why}` })
}
