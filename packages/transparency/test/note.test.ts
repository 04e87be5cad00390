import { describe, expect, test } from 'vitest'
import {
  formatNote,
  formatVkey,
  fromBase64,
  parseNote,
  parseVkey,
  signatureTypes,
  signNote,
  toBase64,
  verifierKey,
  verifyNote,
  type VerifierKey,
} from '../src/index.ts'
import { signerOf } from './signing-key.ts'

const dash = '\u2014'

async function verdictOn(raw: Uint8Array | string, ...keys: VerifierKey[]): Promise<string> {
  const note = parseNote(raw)
  if (!note.ok) return note.fault
  const verified = await verifyNote(note.value, keys)
  return verified.ok ? `signed by ${verified.value.map(({ key }) => key.name).join()}` : verified.fault
}

// The example in the documentation of golang.org/x/mod/sumdb/note, made by that implementation.
const foreignVkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const foreignNote =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  `${dash} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

describe('a note signed by another implementation', () => {
  test('is verified with its published key', async () => {
    const key = parseVkey(foreignVkey)
    expect(key && (await verdictOn(foreignNote, key))).toBe('signed by PeterNeumann')
    expect(key && formatVkey(key)).toBe(foreignVkey)
  })

  test('is refused with one letter changed', async () => {
    const key = parseVkey(foreignVkey)
    expect(key && (await verdictOn(foreignNote.replace('answer', 'answar'), key))).toBe('false-signature')
  })
})

describe('a vkey', () => {
  const publicKey = new Uint8Array(32).fill(7)

  test('of a log in public use is read and its id agrees', () => {
    const text = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'
    expect(parseVkey(text)).toMatchObject({ name: 'sum.golang.org', type: 1, keyId: 0x033de0ae })
  })

  test('has another id for each name and each type of one public key', () => {
    const ids = [
      verifierKey('a.example', signatureTypes.ed25519, publicKey),
      verifierKey('b.example', signatureTypes.ed25519, publicKey),
      verifierKey('a.example', signatureTypes.cosignature, publicKey),
    ].map(({ keyId }) => keyId)
    expect(new Set(ids).size).toBe(3)
  })

  test.each([
    ['an id in capitals', foreignVkey.replace('c74f20a3', 'C74F20A3')],
    ['the id of another key', foreignVkey.replace('c74f20a3', 'c74f20a4')],
    ['no id', foreignVkey.replace('+c74f20a3', '')],
    ['no name', foreignVkey.replace('PeterNeumann', '')],
    ['a space in its name', foreignVkey.replace('Peter', 'Peter ')],
    ['a no-break space in its name', foreignVkey.replace('Peter', 'Peter\u00A0')],
    ['a key a byte short', foreignVkey.replace('10TW', '10Q=')],
    ['a newline at its end', `${foreignVkey}\n`],
    ['the type of ECDSA', `x.example+00000000+${toBase64(Uint8Array.of(2, ...publicKey))}`],
    ['nothing in it', ''],
  ])('with %s is none', (_, text) => {
    expect(parseVkey(text)).toBeUndefined()
  })

  test.each(['', 'a b', 'a+b', 'a\tb', 'a\u0085b', 'a\u3000b', '\uD800'])('cannot have the name %j', (name) => {
    expect(() => verifierKey(name, signatureTypes.ed25519, publicKey)).toThrow(RangeError)
  })

  test('cannot have a public key of another length', () => {
    expect(() => verifierKey('a', signatureTypes.ed25519, new Uint8Array(31))).toThrow(RangeError)
  })
})

function lineOf(note: string): string {
  return note.slice(note.lastIndexOf('\n\n') + 2)
}

describe('a note', async () => {
  const [one, two] = [signerOf('one.example', 1), signerOf('two.example', 2)]
  const text = 'some text\n\nwith an empty line\n'
  const good = await signNote(text, one)
  const secondLine = lineOf(await signNote(text, two))

  test('is separated from its signatures by the last empty line', () => {
    const note = parseNote(good)
    expect(note.ok && note.value.text).toBe(text)
    expect(note.ok && formatNote(note.value)).toBe(good)
  })

  test('is read from bytes as from text', async () => {
    expect(await verdictOn(new TextEncoder().encode(good), one.key)).toBe('signed by one.example')
  })

  test('counts the signatures of known keys and passes over those of others', async () => {
    expect(await verdictOn(good + secondLine, one.key, two.key)).toBe('signed by one.example,two.example')
    expect(await verdictOn(good + secondLine, two.key)).toBe('signed by two.example')
    expect(await verdictOn(good, two.key)).toBe('unknown-key')
  })

  test('passes over a key of the same name with another id, and of the same id with another name', async () => {
    expect(await verdictOn(good, signerOf('one.example', 2).key)).toBe('unknown-key')
    expect(await verdictOn(good, { ...one.key, name: 'other.example' })).toBe('unknown-key')
  })

  test('is spoilt by one false signature of a known key, though another is true', async () => {
    const falseLine = secondLine.replace(/.{6}=*\n$/, (end) =>
      end.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
    )
    expect(falseLine).not.toBe(secondLine)
    expect(await verdictOn(good + falseLine, one.key, two.key)).toBe('false-signature')
  })

  test('with sixteen signatures is accepted, with more than a hundred not', async () => {
    const others = Array.from({ length: 100 }, (_, at) => secondLine.replace('two', `n${at}`))
    expect(await verdictOn(good + others.slice(0, 15).join(''), one.key)).toBe('signed by one.example')
    expect(await verdictOn(good + others.join(''), one.key)).toBe('too-many-signatures')
  })

  test('longer than 64 KiB is not looked at', async () => {
    expect(await verdictOn(`${'x'.repeat(65_536)}${good}`, one.key)).toBe('too-long')
  })

  test('is not made of a text that does not end with a newline or has control characters', async () => {
    await expect(signNote('text', one)).rejects.toThrow(RangeError)
    await expect(signNote('te\rxt\n', one)).rejects.toThrow(RangeError)
    await expect(signNote('\uD800\n', one)).rejects.toThrow(RangeError)
  })

  const line = lineOf(good)
  test.each([
    ['lines ended by CR LF', good.replaceAll('\n', '\r\n'), 'control-character'],
    ['one CR LF', good.replace('\n', '\r\n'), 'control-character'],
    ['a tab', good.replace('some text', 'some\ttext'), 'control-character'],
    ['a NUL', good.replace('some text', 'some\0text'), 'control-character'],
    ['no blank line', 'text\n' + line, 'no-blank-line'],
    ['no signature', text + '\n', 'no-signature-line'],
    ['no signature after its blank line', 'text\n\n', 'no-signature-line'],
    ['a last line without its newline', good.slice(0, -1), 'malformed-signature-line'],
    ['an empty line at its end', good + '\n', 'no-signature-line'],
    ['an empty line before its last signature', good + '\n' + secondLine, 'unknown-key'],
    ['two hyphens for the dash', good.replace(dash, '--'), 'malformed-signature-line'],
    ['an en dash', good.replace(dash, '\u2013'), 'malformed-signature-line'],
    ['a hyphen', good.replace(dash, '-'), 'malformed-signature-line'],
    ['two spaces after the dash', good.replace(`${dash} `, `${dash}  `), 'malformed-signature-line'],
    ['a no-break space after the dash', good.replace(`${dash} `, `${dash}\u00A0`), 'malformed-signature-line'],
    ['something after the signature', good.replace(/\n$/, ' x\n'), 'malformed-signature-line'],
    ['a space after the signature', good.replace(/\n$/, ' \n'), 'malformed-signature-line'],
    ['a name with a plus', good.replace('one.example', 'one+example'), 'malformed-signature-line'],
    ['no padding', good.replace(/=*\n$/, '\n'), 'malformed-signature-line'],
    ['base64url letters', good.replace(line, `${dash} one.example __-_AAAA\n`), 'malformed-signature-line'],
    [
      'a signature of nothing but a key id',
      good.replace(line, `${dash} one.example AAAAAA==\n`),
      'malformed-signature-line',
    ],
    ['two signatures by one key', good + line, 'repeated-signature'],
    ['a signature cut short', cutShort(good), 'false-signature'],
    ['another text', good.replace('some', 'same'), 'false-signature'],
    ['a byte order mark before it', `\uFEFF${good}`, 'false-signature'],
    ['a lone surrogate', good.replace('some', '\uDC00'), 'not-utf8'],
    ['bytes that are not UTF-8', Buffer.concat([Uint8Array.of(0xff), Buffer.from(good)]), 'not-utf8'],
    ['nothing in it', '', 'no-blank-line'],
  ])('with %s is refused', async (_, raw, fault) => {
    expect(await verdictOn(raw, one.key)).toBe(fault)
  })

  function cutShort(note: string): string {
    const parsed = parseNote(note)
    const [signature] = parsed.ok ? parsed.value.signatures : []
    if (!signature) throw new Error('the note has no signature')
    return formatNote({ text, signatures: [{ ...signature, signature: signature.signature.subarray(0, 63) }] })
  }
})

describe('base64', () => {
  test.each(['', 'AA==', 'AAA=', 'AAAA', '+/+/'])('%j is one spelling of its bytes', (text) => {
    expect(toBase64(fromBase64(text) ?? new Uint8Array(9))).toBe(text)
  })

  test.each(['A', 'AA', 'AA=', 'AAA', 'AB==', 'AAB=', 'A===', 'AA==\n', ' AAAA', 'AA==AAAA', '-_-_'])(
    '%j is none',
    (text) => {
      expect(fromBase64(text)).toBeUndefined()
    },
  )
})
