import { generateKeyPairSync } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { describe, expect, test } from 'vitest'
import { generateEncryptionKey, generateSigningKey, importEncryptionKey, importVerificationKey } from '../src/index.ts'
import type { PublicJwk } from '../src/index.ts'

const ed25519 = bare(generateSigningKey('EdDSA').jwk)
const p256 = bare(generateSigningKey('ES256').jwk)
const x25519 = bare(generateEncryptionKey('X25519').jwk)
const jwkOf = (type: 'ed448' | 'x448') => generateKeyPairSync(type as 'ed448').publicKey.export({ format: 'jwk' })

function bare(jwk: PublicJwk): PublicJwk {
  const { kty, crv, x } = jwk
  return (jwk.kty === 'EC' ? { kty, crv, x, y: jwk.y } : { kty, crv, x }) as PublicJwk
}

/** The encodings of the points of small order on edwards25519, the non-canonical ones among them, as hexadecimal. */
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
]

describe('a public key that may verify signatures', () => {
  test.each([
    ['Ed25519', ed25519, 'EdDSA'],
    ['P-256', p256, 'ES256'],
  ])('%s is named by the thumbprint that jose gives it', async (_, jwk, alg) => {
    expect(importVerificationKey(jwk)).toMatchObject({ alg, kid: await calculateJwkThumbprint(jwk) })
  })

  test('may say of itself what is true', async () => {
    const kid = await calculateJwkThumbprint(ed25519)
    const said = { ...ed25519, kid, use: 'sig', alg: 'Ed25519', key_ops: ['verify'], ext: true }
    expect(importVerificationKey(said)?.kid).toBe(kid)
  })

  const refused: [string, unknown][] = [
    ['nothing', undefined],
    ['text', JSON.stringify(ed25519)],
    ['an array', [ed25519]],
    ['a private part', { ...ed25519, d: ed25519.x }],
    ['another kid', { ...ed25519, kid: 'A'.repeat(43) }],
    ['use enc', { ...ed25519, use: 'enc' }],
    ['key_ops encrypt', { ...ed25519, key_ops: ['encrypt'] }],
    ['key_ops sign', { ...ed25519, key_ops: ['sign', 'verify'] }],
    ['another algorithm', { ...ed25519, alg: 'ES256' }],
    ['another algorithm on P-256', { ...p256, alg: 'EdDSA' }],
    ['an algorithm of encryption', { ...p256, alg: 'ECDH-ES+A256KW' }],
    ['a certificate', { ...ed25519, x5c: ['MIIB'] }],
    ['an unknown member', { ...ed25519, note: 1 }],
    ['no x', { kty: 'OKP', crv: 'Ed25519' }],
    ['x of 31 bytes', { ...ed25519, x: ed25519.x.slice(0, 42) }],
    ['x of 33 bytes', { ...ed25519, x: `${ed25519.x}A` }],
    ['x padded', { ...ed25519, x: `${ed25519.x}=` }],
    ['x as a number', { ...ed25519, x: 1 }],
    ['y on a curve without', { ...ed25519, y: ed25519.x }],
    ['P-256 without y', { kty: 'EC', crv: 'P-256', x: p256.x }],
    ['P-256 off the curve', { ...p256, y: p256.x }],
    ['P-256 at the origin', { ...p256, x: 'A'.repeat(43), y: 'A'.repeat(43) }],
    ['the wrong type', { ...ed25519, kty: 'EC' }],
    ['the wrong type on P-256', { ...p256, kty: 'OKP' }],
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' })],
    ['P-521', generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey.export({ format: 'jwk' })],
    ['secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ format: 'jwk' })],
    ['Ed448', jwkOf('ed448')],
    ['X25519', x25519],
    ['a secret', { kty: 'oct', k: ed25519.x }],
    ['a curve named like a member of every object', { ...ed25519, crv: 'constructor' }],
    ['no point at all', { ...ed25519, x: Buffer.from(`02${'00'.repeat(31)}`, 'hex').toString('base64url') }],
    ...smallOrder.map((hex): [string, unknown] => [
      `the point of small order ${hex}`,
      { ...ed25519, x: Buffer.from(hex, 'hex').toString('base64url') },
    ]),
  ]
  test.each(refused)('is not: %s', (_, jwk) => {
    expect(importVerificationKey(jwk)).toBeUndefined()
  })
})

describe('a public key that reporter data may be sealed to', () => {
  test.each([
    ['P-256', p256],
    ['X25519', x25519],
  ])('%s is published with its use and thumbprint', async (_, jwk) => {
    const kid = await calculateJwkThumbprint(jwk)
    expect(importEncryptionKey(jwk)).toEqual({ kid, jwk: { ...jwk, kid, use: 'enc', alg: 'ECDH-ES+A256KW' } })
  })

  test.each([
    ['Ed25519', ed25519],
    ['use sig', { ...p256, use: 'sig' }],
    ['an algorithm of signatures', { ...p256, alg: 'ES256' }],
    ['X448', jwkOf('x448')],
    ['X25519 zero', { ...x25519, x: 'A'.repeat(43) }],
    ['X25519 one', { ...x25519, x: Buffer.from(`01${'00'.repeat(31)}`, 'hex').toString('base64url') }],
    ['P-256 off the curve', { ...p256, y: p256.x }],
  ])('is not: %s', (_, jwk) => {
    expect(importEncryptionKey(jwk)).toBeUndefined()
  })
})
