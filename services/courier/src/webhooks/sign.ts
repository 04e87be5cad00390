import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** A new secret of 32 bytes. */
export function newSecret(): Buffer {
  return randomBytes(32)
}

/** A secret as its node is shown it, once (Standard Webhooks): `whsec_` and base64. */
export function shownSecret(secret: Uint8Array): string {
  return `${prefix}${Buffer.from(secret).toString('base64')}`
}

export type SignedHeaders = { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string }

/** The headers of a delivery after Standard Webhooks: HMAC-SHA-256 over `id.timestamp.body`, the time in Unix seconds. */
export function signedHeaders(secret: Uint8Array, id: string, body: string, now: Date): SignedHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
