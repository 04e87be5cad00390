import { sha256, signingInputOf } from './compact.ts'
import type { EnvelopeVector, Expected, ExpectedResult } from './vector.ts'

type Refusal = Extract<Expected, { problem: unknown }>

const firstRecorded: ExpectedResult[] = [{ id: 'm-1', status: 'recorded' }]

/** An envelope that is taken, with what becomes of its messages: one that is recorded, unless said otherwise. */
export function accepted(
  name: string,
  clause: string,
  body: string,
  results: ExpectedResult[] = firstRecorded,
): EnvelopeVector {
  const [, payload = ''] = body.split('.')
  const digests = { payloadDigest: sha256(payload), signingInputDigest: sha256(signingInputOf(body)) }
  return { name, clause, body, expect: { status: 200, results, ...digests } }
}

/** An envelope that is refused whole. */
export function refused(name: string, clause: string, body: string, expect: Refusal): EnvelopeVector {
  return { name, clause, body, expect }
}

/** A body that is not text. */
export function bytes(name: string, clause: string, body: Uint8Array, expect: Refusal): EnvelopeVector {
  return { name, clause, bodyBase64: Buffer.from(body).toString('base64'), expect }
}

/** A body that is refused for what the request says of it. */
export function http(
  name: string,
  clause: string,
  body: string,
  headers: Record<string, string>,
  expect: Refusal,
): EnvelopeVector {
  return { name, clause, body, headers, expect }
}
