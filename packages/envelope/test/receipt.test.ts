import { compactVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { generateSigningKey, importVerificationKey, signKeyReceipt, signReceipt, verifyReceipt } from '../src/index.ts'
import type { ReceiptSubject, Signer } from '../src/index.ts'
import { sealCompact } from '../src/seal.ts'

const hub = generateSigningKey()
const older = generateSigningKey('ES256')
const keys = [hub, older].flatMap(({ jwk }) => importVerificationKey(jwk) ?? [])
const parties = { hubId: '440000-hub', nodeId: '440100', keys }
const head = { hubId: '440000-hub', nodeId: '440100', iat: 1_795_312_800, jti: 'r-1' }
const envelope = { jti: 'e-1', sequence: 7, digest: 'A'.repeat(43) }
const results = [
  { id: 'm-1', status: 'recorded', caseId: 'c', queryCode: 'XXXX', position: 5 },
  { id: null, status: 'rejected', problem: { title: '消息无效' } },
]
const subject: ReceiptSubject = { envelope, results }

describe('a receipt', () => {
  test.each([hub, older])('proves what was recorded, whichever of the hub’s keys signed ($alg)', async ({ signer }) => {
    const receipt = await signReceipt(head, envelope, results, signer)
    expect(await verifyReceipt(receipt, subject, parties)).toEqual({ ok: true, iat: head.iat, jti: 'r-1' })
  })

  test('holds for another JOSE library, and may be shown to others: the citizen’s code is not in it', async () => {
    const receipt = await signReceipt(head, envelope, results, hub.signer)
    const { payload, protectedHeader } = await compactVerify(receipt, hub.publicKey)
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: hub.kid, typ: 'inquiry-receipt+jwt' })
    const { queryCode, ...shown } = results[0] ?? {}
    expect(queryCode).toBe('XXXX')
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual({
      iss: '440000-hub',
      aud: '440100',
      iat: head.iat,
      jti: 'r-1',
      envelope,
      results: [shown, results[1]],
    })
  })

  test('of a key proves its registration', async () => {
    const enrolment = { kid: 'K'.repeat(43), digest: 'D'.repeat(43) }
    const receipt = await signKeyReceipt(head, enrolment, hub.signer)
    expect(await verifyReceipt(receipt, { enrolment }, parties)).toMatchObject({ ok: true })
    expect(await verifyReceipt(receipt, subject, parties)).toEqual({ ok: false, fault: 'other-subject' })
  })

  const signedAs = (more: object, signer: Signer = hub.signer, header: object = {}) =>
    sealCompact(
      { alg: signer.alg, kid: signer.kid, typ: 'inquiry-receipt+jwt', ...header },
      { iss: head.hubId, aud: head.nodeId, iat: head.iat, jti: head.jti, envelope, results: [], ...more },
      signer,
    )
  const empty: ReceiptSubject = { envelope, results: [] }
  const stranger = generateSigningKey()
  const faults: [string, () => Promise<string>, string][] = [
    ['nothing', () => Promise.resolve(''), 'malformed'],
    ['of another type', () => signedAs({}, hub.signer, { typ: 'JWT' }), 'malformed'],
    ['without a time', () => signedAs({ iat: undefined }), 'malformed'],
    ['without a name', () => signedAs({ jti: undefined }), 'malformed'],
    ['by a key that is not the hub’s', () => signedAs({}, stranger.signer), 'unknown-key'],
    ['by a stranger under the hub’s name', () => signedAs({}, stranger.signer, { kid: hub.kid }), 'invalid-signature'],
    ['with another algorithm', () => signedAs({}, hub.signer, { alg: 'ES256' }), 'wrong-algorithm'],
    ['of another hub', () => signedAs({ iss: '450000-hub' }), 'wrong-hub'],
    ['for another node', () => signedAs({ aud: '440300' }), 'wrong-node'],
    ['of another envelope', () => signedAs({ envelope: { ...envelope, jti: 'e-2' } }), 'other-subject'],
    ['of other bytes', () => signedAs({ envelope: { ...envelope, digest: 'B'.repeat(43) } }), 'other-subject'],
    ['of other results', () => signedAs({ results: [{ id: 'm-1', status: 'recorded' }] }), 'other-subject'],
    ['that says more', () => signedAs({ note: 1 }), 'other-subject'],
  ]
  test.each(faults)('proves nothing: %s', async (_, make, fault) => {
    expect(await verifyReceipt(await make(), empty, parties)).toEqual({ ok: false, fault })
  })
})
