import { hash } from 'node:crypto'
import type { Answer } from './answer.ts'
import type { Session } from './session.ts'

/** Put the bytes of an attachment at the hub under their digest (annex B11). Bytes that are there already are well. */
export async function attach(session: Session, bytes: Uint8Array): Promise<Answer<string>> {
  const hub = await session.hub()
  if (!hub.ok) return hub
  const digest = `sha-256:${hash('sha256', bytes, 'base64url')}`
  const answer = await session.ask('PUT', `${hub.value.discovery.endpoints.attachments}/${digest}`, { bytes })
  return answer.ok ? { ok: true, value: digest } : answer
}
