import { describe, expect, test } from 'vitest'
import { generateSigningKey, openEnvelope, sealEnvelope } from '../src/index.ts'
import type { Algorithm, KeyRecord } from '../src/index.ts'

const hubId = '440000-hub'
const now = new Date('2026-11-22T02:00:00Z')
const iat = now.getTime() / 1000
const message = { id: 'm-1', type: 'case.accepted', time: '2026-11-22T10:00:00+08:00', data: {} }

function registered(alg: Algorithm, more: Partial<KeyRecord> = {}) {
  const key = generateSigningKey(alg)
  const record: KeyRecord = { kid: key.kid, nodeId: '440100', alg, publicKey: key.publicKey, ...more }
  return { key, context: { hubId, now, findKey: (kid: string) => (kid === key.kid ? record : undefined) } }
}

const claims = { iss: '440100', aud: hubId, iat, jti: 'e-1', sequence: 1, messages: [message] }

describe('an envelope sealed by a registered key', () => {
  test.each<Algorithm>(['EdDSA', 'ES256'])('is opened, with %s', async (alg) => {
    const { key, context } = registered(alg)
    const opened = await openEnvelope(Buffer.from(await sealEnvelope(claims, key.signer)), context)
    expect(opened).toMatchObject({
      ok: true,
      envelope: { nodeId: '440100', kid: key.kid, jti: 'e-1', sequence: 1, iat },
    })
  })

  test('is refused with its content at hand once the key is revoked or the node suspended', async () => {
    for (const [more, slug] of [
      [{ revokedAt: now }, 'key-revoked'],
      [{ notAfter: now }, 'key-revoked'],
      [{ suspended: { reason: '演练' } }, 'node-suspended'],
    ] as const) {
      const { key, context } = registered('EdDSA', more)
      const opened = await openEnvelope(Buffer.from(await sealEnvelope(claims, key.signer)), context)
      expect(opened).toMatchObject({ ok: false, refusal: { slug }, envelope: { jti: 'e-1' } })
    }
  })
})
