import { problems } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { judgeIssuedAt, openEnvelope } from '../src/index.ts'
import type { KeyRecord, Refusal } from '../src/index.ts'
import { badEnvelopes } from './bad-envelopes.ts'
import { freshContext } from './bad-envelopes/forge.ts'
import type { Party } from './bad-envelopes/row.ts'

const now = new Date('2026-11-22T02:00:00.500Z')
const context = freshContext('440000-hub', now)
const record = ({ nodeId, key }: Party, more: Partial<KeyRecord> = {}): KeyRecord => ({
  kid: key.kid,
  nodeId,
  alg: key.alg,
  publicKey: key.publicKey,
  ...more,
})
const records = [
  record(context.node),
  record(context.es256),
  record(context.other),
  record(context.revoked, { revokedAt: new Date(now.getTime() - 1) }),
  record(context.expired, { notAfter: new Date(now.getTime() - 1) }),
  record(context.suspended, { suspended: { reason: '演练' } }),
]

const findKey = (kid: string) => records.find((candidate) => candidate.kid === kid)

async function refusalOf(body: Uint8Array): Promise<Refusal | undefined> {
  const opened = await openEnvelope(body, { hubId: context.hubId, now, findKey })
  return opened.ok ? judgeIssuedAt(opened.envelope.iat, now) : opened.refusal
}

describe('a bad envelope is refused for the right reason:', () => {
  test.each(badEnvelopes)('$name', async ({ make, slug, status, pointer }) => {
    const refusal = await refusalOf(await make(context))
    expect(refusal?.slug).toBe(slug)
    expect(problems[slug].status).toBe(status)
    expect(refusal?.errors[0]?.pointer).toBe(pointer)
    expect(refusal?.errors.every(({ rule, message }) => message !== rule)).toBe(true)
  })
})

test('the table has no two rows of one name, and at least 250 of them', () => {
  const names = badEnvelopes.map(({ name }) => name)
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  expect(names.length).toBeGreaterThanOrEqual(250)
})
