import { compactVerify } from 'jose'
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  decryptionKeyOf,
  exportPrivateKey,
  generateEncryptionKey,
  generateSigningKey,
  importPrivateKey,
  sealEnvelope,
  signingKeyOf,
  unwrapKey,
  wrapKey,
} from '../src/index.ts'

const master = Buffer.alloc(32, 7)

describe('a private key', () => {
  test.each(['EdDSA', 'ES256'] as const)('that signs with %s is the same after being kept', async (alg) => {
    const key = generateSigningKey(alg)
    const kept = wrapKey(exportPrivateKey(key.privateKey), key.kid, master)
    const again = signingKeyOf(importPrivateKey(unwrapKey(kept, key.kid, master) ?? Buffer.of()))
    expect(again).toMatchObject({ kid: key.kid, alg, jwk: key.jwk })
    const claims = { iss: '440100', aud: '440000-hub', iat: 0, jti: 'e', sequence: 1, messages: [] }
    const sealed = await sealEnvelope(claims, again.signer)
    await expect(compactVerify(sealed, key.publicKey)).resolves.toBeDefined()
  })

  test.each(['P-256', 'X25519'] as const)('that opens on %s is the same after being kept', (curve) => {
    const key = generateEncryptionKey(curve)
    expect(decryptionKeyOf(importPrivateKey(exportPrivateKey(key.privateKey)))).toMatchObject({
      kid: key.kid,
      jwk: key.jwk,
    })
  })

  test('kept under a master key opens under no other, no other name, and not changed', () => {
    const kept = wrapKey(Buffer.from('secret'), 'name', master)
    expect(unwrapKey(kept, 'name', master)?.toString()).toBe('secret')
    expect(unwrapKey(kept, 'name', Buffer.alloc(32, 8))).toBeUndefined()
    expect(unwrapKey(kept, 'other', master)).toBeUndefined()
    expect(unwrapKey(kept.subarray(0, -1), 'name', master)).toBeUndefined()
    expect(unwrapKey(Buffer.of(), 'name', master)).toBeUndefined()
    for (const at of kept.keys()) {
      const changed = Buffer.from(kept)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(unwrapKey(changed, 'name', master)).toBeUndefined()
    }
  })

  test('on another curve is none of ours', () => {
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
    expect(() => signingKeyOf(p384)).toThrow('Ed25519 or P-256')
    expect(() => decryptionKeyOf(p384)).toThrow('P-256 or X25519')
  })

  test('is never kept twice in the same bytes', () => {
    expect(wrapKey(master, 'name', master)).not.toEqual(wrapKey(master, 'name', master))
  })
})
