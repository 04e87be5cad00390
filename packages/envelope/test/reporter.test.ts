import { CompactEncrypt, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { generateEncryptionKey, importEncryptionKey, openReporter, sealReporter } from '../src/index.ts'
import type { DecryptionKey } from '../src/index.ts'

const reporter = { name: '测试甲', phone: '000-0000-0000' }
const p256 = generateEncryptionKey('P-256')
const x25519 = generateEncryptionKey('X25519')
const keys = [p256, x25519]
const findKey = (kid: string) => keys.find((key) => key.kid === kid)?.privateKey
const open = (sealed: string) => openReporter(sealed, findKey)

/** A JWE by the JOSE library alone, with whatever header and plaintext. */
async function jwe(key: DecryptionKey, plaintext: string | Uint8Array, header: object = {}): Promise<string> {
  const due = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: key.kid, ...header }
  return new CompactEncrypt(Buffer.from(plaintext as string))
    .setProtectedHeader(due)
    .encrypt(await importJWK({ ...key.jwk, alg: due.alg }, due.alg))
}

describe('sealed reporter data', () => {
  test.each([
    ['P-256', p256],
    ['X25519', x25519],
  ])('sealed to a key on %s opens with it, and with no other', async (_, key) => {
    const recipient = importEncryptionKey(key.jwk)
    const sealed = recipient ? await sealReporter(reporter, recipient) : ''
    expect(await open(sealed)).toEqual(reporter)
    expect(await openReporter(sealed, () => generateEncryptionKey().privateKey)).toBeUndefined()
    expect(await openReporter(sealed, () => generateEncryptionKey('X25519').privateKey)).toBeUndefined()
    expect(await openReporter(sealed, () => undefined)).toBeUndefined()
  })

  test('does not open with one bit changed in any part', async () => {
    const parts = (await jwe(p256, JSON.stringify(reporter))).split('.')
    for (const at of parts.keys()) {
      const bytes = Buffer.from(parts[at] ?? '', 'base64url')
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      expect(await open(parts.with(at, bytes.toString('base64url')).join('.'))).toBeUndefined()
    }
  })

  const text = JSON.stringify(reporter)
  const refused: [string, () => Promise<string>][] = [
    ['nothing', () => Promise.resolve('')],
    ['five empty parts', () => Promise.resolve('....')],
    ['another key agreement', () => jwe(p256, text, { alg: 'ECDH-ES+A128KW' })],
    ['direct key agreement', () => jwe(p256, text, { alg: 'ECDH-ES' })],
    ['another encryption', () => jwe(p256, text, { enc: 'A128GCM' })],
    ['CBC', () => jwe(p256, text, { enc: 'A256CBC-HS512' })],
    ['a type', () => jwe(p256, text, { typ: 'JWE' })],
    ['a content type', () => jwe(p256, text, { cty: 'json' })],
    ['no kid', () => jwe(p256, text, { kid: undefined })],
    ['a kid that is no text', () => jwe(p256, text, { kid: 1 })],
    ['a kid of nobody', () => jwe(p256, text, { kid: 'A'.repeat(43) })],
    ['the kid of another key', () => jwe(p256, text, { kid: x25519.kid })],
    ['padding', async () => `${await jwe(p256, text)}=`],
    ['a newline', async () => `${await jwe(p256, text)}\n`],
    ['an empty object', () => jwe(p256, '{}')],
    ['an array', () => jwe(p256, '["测试甲"]')],
    ['text', () => jwe(p256, '"测试甲"')],
    ['what is not JSON', () => jwe(p256, '测试甲')],
    ['what is not UTF-8', () => jwe(p256, Buffer.from([0x7b, 0xff, 0x7d]))],
    ['nothing sealed', () => jwe(p256, '')],
    ['a member twice', () => jwe(p256, '{"name":"甲","name":"乙"}')],
    ['a member unknown', () => jwe(p256, '{"name":"甲","address":"乙"}')],
    ['a number', () => jwe(p256, '{"phone":13800000000}')],
    ['null', () => jwe(p256, '{"name":null}')],
    ['U+0000', () => jwe(p256, '{"name":"\\u0000"}')],
  ]
  test.each(refused)('is refused: %s', async (_, make) => {
    expect(await open(await make())).toBeUndefined()
  })

  test('is refused compressed', async () => {
    const [, ...rest] = (await jwe(p256, text)).split('.')
    const header = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: p256.kid, epk: p256.jwk, zip: 'DEF' }
    const sealed = [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.')
    expect(await open(sealed)).toBeUndefined()
  })
})
