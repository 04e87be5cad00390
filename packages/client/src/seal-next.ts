import { sealEnvelope } from '@inquiry/envelope'
import type { Session } from './session.ts'
import type { SealedEnvelope, Store, WaitingMessage } from './store.query.ts'
import { randomUUID } from 'node:crypto'

/** What one envelope may hold (section 4): base64url makes four bytes of three. */
const maxMessages = 1000
const maxPayloadBytes = 5 * 2 ** 20

/** Seal the messages that wait, oldest first, as many as one envelope holds, and keep it before it is sent. */
export async function sealNext(session: Session, store: Store, hubId: string): Promise<SealedEnvelope | undefined> {
  const messages = fitting(store.waiting(maxMessages))
  if (messages.length === 0) return undefined
  const jti = randomUUID()
  const sequence = Number(store.fact('sequence') ?? 0) + 1
  const body = await sealEnvelope(
    {
      iss: session.nodeId,
      aud: hubId,
      iat: session.now(),
      jti,
      sequence,
      messages: messages.map(({ content }) => JSON.parse(content) as Record<string, unknown>),
    },
    session.key.signer,
  )
  const envelope = { jti, sequence, kid: session.key.kid, body, ids: messages.map(({ id }) => id) }
  store.seal(envelope)
  return envelope
}

/** The first of the messages that go into one envelope together; always one at least. */
function fitting(messages: readonly WaitingMessage[]): WaitingMessage[] {
  let bytes = 0
  return messages.filter(({ content }, i) => {
    bytes += Buffer.byteLength(content) + 1
    return i === 0 || bytes <= maxPayloadBytes
  })
}
