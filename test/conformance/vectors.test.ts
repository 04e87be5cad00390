import {
  canonicalize,
  contentDigest,
  judgeIssuedAt,
  messageDigest,
  openAccessToken,
  openEnrolment,
  openEnvelope,
  parseQueryCode,
  verifyReceipt,
  type ReceiptSubject,
  type Refusal,
} from '@inquiry/envelope'
import {
  emptyRootHash,
  fromBase64,
  hashLeaf,
  toBase64,
  verifyConsistency,
  verifyInclusion,
} from '@inquiry/transparency'
import { describe, expect, test } from 'vitest'
import { findKey, imported, now, vectors, world } from './world.ts'

const context = { hubId: world.hubId, findKey, now }

type Refused = { status: number; problem: string; errors?: { pointer: string }[]; voidsCode?: true }
type EnvelopeRow = {
  name: string
  clause: string
  body?: string
  bodyBase64?: string
  headers?: Record<string, string>
  expect: Refused | { status: 200; payloadDigest: string; signingInputDigest: string; results: { id: string | null }[] }
}

/** What a refusal says, as far as the vector says it. */
function refused(refusal: Refusal, expected: object) {
  const places = refusal.errors.map(({ pointer }) => ({ pointer }))
  return { problem: refusal.slug, ...('errors' in expected && { errors: places }) }
}

/** What the vector says of a refusal that can be seen at the gate. */
function wanted({ problem, errors }: Refused) {
  return { problem, ...(errors && { errors: errors.map(({ pointer }) => ({ pointer })) }) }
}

describe('envelopes', () => {
  const rows = vectors<EnvelopeRow[]>('envelopes')
  /** What the request says of the body is for the door, not for the gate behind it. */
  const atTheGate = rows.filter(({ headers, expect: { status } }) => headers === undefined || status === 200)

  async function outcome({ body, bodyBase64 = '', expect: expected }: EnvelopeRow) {
    const bytes = body === undefined ? Buffer.from(bodyBase64, 'base64') : Buffer.from(body)
    const opening = await openEnvelope(bytes, context)
    const refusal = opening.ok ? judgeIssuedAt(opening.envelope.iat, now) : opening.refusal
    if (refusal) return refused(refusal, expected)
    const { payloadDigest, signingInputDigest, messages } = opening.envelope ?? { messages: [] }
    return { payloadDigest, signingInputDigest, messages: messages.length }
  }

  function expectedOutcome(expected: EnvelopeRow['expect']) {
    if ('problem' in expected) return wanted(expected)
    const { payloadDigest, signingInputDigest, results } = expected
    return { payloadDigest, signingInputDigest, messages: results.length }
  }

  test('are more than eighty, each under a name of its own', () => {
    expect(atTheGate.length).toBeGreaterThan(160)
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
  })

  test.each(atTheGate)('$clause: $name', async (row) => {
    expect(await outcome(row)).toEqual(expectedOutcome(row.expect))
  })
})

describe('access tokens', () => {
  const rows = vectors<{ name: string; token: string; expect: { nodeId: string } | Refused }[]>('access-tokens')
  test.each(rows)('$name', async ({ token, expect: expected }) => {
    const opening = await openAccessToken(token, context)
    const outcome = opening.ok ? { nodeId: opening.access.nodeId } : refused(opening.refusal, expected)
    expect(outcome).toEqual('problem' in expected ? wanted(expected) : expected)
  })
})

describe('enrolments', () => {
  type Row = { name: string; body: string; expect: { nodeId: string; kid: string; digest: string } | Refused }

  async function outcome({ body, expect: expected }: Row) {
    const opening = await openEnrolment(Buffer.from(body), context)
    if (!opening.ok) return { ...refused(opening.refusal, expected), voidsCode: opening.exposedCode !== undefined }
    const { nodeId, key, digest } = opening.enrolment
    return { nodeId, kid: key.kid, digest }
  }

  test.each(vectors<Row[]>('enrolments'))('$name', async (row) => {
    const { expect: expected } = row
    const refusal = 'problem' in expected && { ...wanted(expected), voidsCode: expected.voidsCode ?? false }
    expect(await outcome(row)).toEqual(refusal || expected)
  })
})

describe('receipts', () => {
  type Row = { name: string; receipt: string; nodeId: string; subject: ReceiptSubject; expect: { proves: boolean } }
  const keys = world.hubKeys.map(imported)
  test.each(vectors<Row[]>('receipts'))('$name', async ({ receipt, nodeId, subject, expect: expected }) => {
    const { ok } = await verifyReceipt(receipt, subject, { hubId: world.hubId, nodeId, keys })
    expect(ok).toBe(expected.proves)
  })
})

describe('the log', () => {
  type Log = {
    emptyRoot: string
    leaves: { position: number; leaf: string; leafHash: string }[]
    roots: { size: number; rootHash: string }[]
    inclusion: { position: number; size: number; hashes: string[] }[]
    consistency: { from: number; to: number; hashes: string[] }[]
  }
  const log = vectors<Log>('events')
  const bytes = (text: string) => fromBase64(text) ?? new Uint8Array()
  const root = (size: number) => bytes(log.roots.find((row) => row.size === size)?.rootHash ?? '')

  test('hashes every leaf, and nothing at all, as RFC 6962 says', () => {
    expect(toBase64(emptyRootHash)).toBe(log.emptyRoot)
    expect(log.leaves.map(({ leaf }) => toBase64(hashLeaf(Buffer.from(leaf))))).toEqual(
      log.leaves.map(({ leafHash }) => leafHash),
    )
  })

  test('proves that every leaf is in it at every size', () => {
    expect(log.inclusion.length).toBe(66)
    const failed = log.inclusion.filter(({ position, size, hashes }) => {
      const leafHash = bytes(log.leaves[position]?.leafHash ?? '')
      return !verifyInclusion({ position, size, leafHash, rootHash: root(size), hashes: hashes.map(bytes) })
    })
    expect(failed).toEqual([])
  })

  test('proves that every size is the beginning of every later one', () => {
    expect(log.consistency.length).toBe(66)
    const failed = log.consistency.filter(
      ({ from, to, hashes }) =>
        !verifyConsistency({ from, to, fromRootHash: root(from), toRootHash: root(to), hashes: hashes.map(bytes) }),
    )
    expect(failed).toEqual([])
  })
})

describe('digests', () => {
  type Digests = {
    canonical: { value: unknown; canonical: string }[]
    message: { message: Parameters<typeof messageDigest>[0]; digest: string }
    content: { salt: string; data: unknown; contentDigest: string }[]
  }
  const digests = vectors<Digests>('digests')

  test('are made of the one form that RFC 8785 gives a value', () => {
    expect(digests.canonical.map(({ value }) => canonicalize(value))).toEqual(
      digests.canonical.map(({ canonical }) => canonical),
    )
  })

  test('of messages and of withheld content are those of the vectors', () => {
    expect(messageDigest(digests.message.message)).toBe(digests.message.digest)
    const made = digests.content.map(({ salt, data }) => contentDigest(data, Buffer.from(salt, 'base64url')))
    expect(made).toEqual(digests.content.map((row) => row.contentDigest))
  })
})

describe('query codes', () => {
  test.each(vectors<{ typed: string; code: string | null }[]>('query-codes'))(
    '"$typed" is $code',
    ({ typed, code }) => {
      expect(parseQueryCode(typed) ?? null).toBe(code)
    },
  )
})
