import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  cosign,
  formatNote,
  judgeCheckpoint,
  openCheckpoint,
  parseNote,
  parseSubmission,
  rootHashAt,
  signCheckpoint,
  takeCosignatures,
  toBase64,
  verifyNote,
  type Note,
  type WitnessCase,
} from '../src/index.ts'
import { grownLog } from './grown-log.ts'
import { signerOf, witnessOf } from './signing-key.ts'

const origin = '440000-hub.example/log'
const log = signerOf(origin, 3)
const [first, second] = [witnessOf('witness.example/1', 5), witnessOf('witness.example/2', 6)]
const { store } = grownLog(1000)

async function checkpointAt(size: number): Promise<string> {
  return signCheckpoint({ origin, size, rootHash: await rootHashAt(store, size) }, log)
}

function noteOf(raw: string): Note {
  const note = parseNote(raw)
  if (!note.ok) throw new Error(note.fault)
  return note.value
}

async function bodyFor(from: number, to: number): Promise<string> {
  const proof = from === 0 ? [] : await consistencyProof(store, from, to)
  return `old ${from}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${await checkpointAt(to)}`
}

async function judge(body: string, lastSize: number, changes: Partial<WitnessCase> = {}) {
  const submission = parseSubmission(body)
  if (!submission) return 400
  const lastSeen = lastSize === 0 ? undefined : { size: lastSize, rootHash: await rootHashAt(store, lastSize) }
  const verdict = await judgeCheckpoint({ submission, trustedKeys: [log.key], lastSeen, ...changes })
  return verdict.verdict === 'accepted' ? verdict.checkpoint.size : verdict.status
}

describe('a witness', () => {
  test('cosigns the first checkpoint it sees of a log it knows', async () => {
    expect(await judge(await bodyFor(0, 700), 0)).toBe(700)
  })

  test('cosigns what has grown from what it saw', async () => {
    expect(await judge(await bodyFor(700, 1000), 700)).toBe(1000)
    expect(await judge(await bodyFor(1, 2), 1)).toBe(2)
  })

  test('cosigns the same checkpoint again', async () => {
    expect(await judge(await bodyFor(700, 700), 700)).toBe(700)
  })

  test('does not know another log: 404', async () => {
    expect(await judge(await bodyFor(0, 700), 0, { trustedKeys: undefined })).toBe(404)
    expect(await judge(await bodyFor(0, 700), 0, { trustedKeys: [] })).toBe(404)
  })

  test('does not believe a checkpoint the log did not sign: 403', async () => {
    expect(await judge(await bodyFor(0, 700), 0, { trustedKeys: [signerOf(origin, 4).key] })).toBe(403)
    expect(await judge((await bodyFor(0, 700)).replace('\n700\n', '\n701\n'), 0)).toBe(403)
  })

  test('takes no step back: an old size above the checkpoint’s is 400', async () => {
    expect(await judge((await bodyFor(0, 700)).replace('old 0', 'old 701'), 701)).toBe(400)
  })

  test('says what it saw last when the old size is another: 409', async () => {
    const submission = parseSubmission(await bodyFor(600, 1000))
    const lastSeen = { size: 700, rootHash: await rootHashAt(store, 700) }
    expect(submission && (await judgeCheckpoint({ submission, trustedKeys: [log.key], lastSeen }))).toEqual({
      verdict: 'refused',
      status: 409,
      lastSize: 700,
    })
    expect(await judge(await bodyFor(0, 1000), 700)).toBe(409)
    expect(await judge(await bodyFor(700, 1000), 0)).toBe(409)
  })

  test('sees a fork at one size: 409', async () => {
    const forked = { size: 700, rootHash: new Uint8Array(32) }
    expect(await judge(await bodyFor(700, 700), 700, { lastSeen: forked })).toBe(409)
  })

  test('sees a rewritten past, a wrong proof, or a proof where none belongs: 422', async () => {
    const forked = { size: 700, rootHash: new Uint8Array(32) }
    const spare = `${toBase64(new Uint8Array(32))}\n`
    const withSpare = async (from: number, to: number) => (await bodyFor(from, to)).replace('\n', `\n${spare}`)
    expect(await judge(await bodyFor(700, 1000), 700, { lastSeen: forked })).toBe(422)
    expect(await judge(await withSpare(700, 1000), 700)).toBe(422)
    expect(await judge(await withSpare(700, 700), 700)).toBe(422)
    expect(await judge(await withSpare(0, 700), 0)).toBe(422)
  })

  test('accepts an empty log, and growth from it', async () => {
    const empty = { size: 0, rootHash: await rootHashAt(store, 0) }
    expect(await judge(await bodyFor(0, 0), 0)).toBe(0)
    expect(await judge(await bodyFor(0, 700), 0, { lastSeen: empty })).toBe(700)
  })

  const hash = toBase64(new Uint8Array(32))
  test.each([
    ['no old size', (body: string) => body.replace('old 0\n', '')],
    ['an old size with a leading zero', (body: string) => body.replace('old 0', 'old 00')],
    ['a negative old size', (body: string) => body.replace('old 0', 'old -1')],
    ['two spaces', (body: string) => body.replace('old 0', 'old  0')],
    ['capitals', (body: string) => body.replace('old 0', 'Old 0')],
    ['64 proof lines', (body: string) => body.replace('old 0\n', `old 0\n${`${hash}\n`.repeat(64)}`)],
    ['a proof line that is no hash', (body: string) => body.replace('old 0\n', 'old 0\nAAAA\n')],
    ['a proof line with white space', (body: string) => body.replace('old 0\n', `old 0\n${hash} \n`)],
    ['CR LF', (body: string) => body.replaceAll('\n', '\r\n')],
    ['no empty line before the checkpoint', (body: string) => body.replace('old 0\n\n', 'old 0\n')],
    ['a checkpoint of two lines', (body: string) => body.replace('700\n', '')],
    ['no signature', (body: string) => body.slice(0, body.lastIndexOf('\n\n') + 1)],
    ['nothing in it', () => ''],
  ])('answers 400 to a request with %s', async (_, change) => {
    expect(await judge(change(await bodyFor(0, 700)), 0)).toBe(400)
  })

  test('allows 63 proof lines', async () => {
    const body = (await bodyFor(0, 700)).replace('old 0\n', `old 0\n${`${hash}\n`.repeat(63)}`)
    expect(parseSubmission(body)?.proof.length).toBe(63)
  })
})

describe('a cosignature', () => {
  const signedAt = 1_679_315_147

  test('covers the header line, the time and the whole checkpoint', async () => {
    const note = noteOf(await checkpointAt(700))
    const line = await cosign(note.text, signedAt, first)
    const [, name, encoded = ''] = line.trimEnd().split(' ')
    const bytes = Buffer.from(encoded, 'base64')
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), first.key.publicKey])
    const message = Buffer.from(`cosignature/v1\ntime 1679315147\n${note.text}`)
    expect([name, bytes.readUInt32BE(0), bytes.readBigUInt64BE(4)]).toEqual([
      first.key.name,
      first.key.keyId,
      1_679_315_147n,
    ])
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    expect(verify(null, message, key, bytes.subarray(12))).toBe(true)
  })

  test('is verified with the time it was given', async () => {
    const note = noteOf(
      (await checkpointAt(700)) + (await cosign(noteOf(await checkpointAt(700)).text, signedAt, first)),
    )
    const opened = await openCheckpoint(formatNote(note), log.key, [first.key, second.key])
    expect(opened.ok && opened.value.signatures.map(({ key, signedAt: time }) => [key.name, time])).toEqual([
      [origin, undefined],
      ['witness.example/1', signedAt],
    ])
  })

  test('alone makes no checkpoint: the log itself must have signed', async () => {
    const { text } = noteOf(await checkpointAt(700))
    const witnessed = `${text}\n${await cosign(text, signedAt, first)}`
    expect(await openCheckpoint(witnessed, log.key, [first.key])).toEqual({ ok: false, fault: 'unknown-key' })
  })

  test('with its time moved by a second is false', async () => {
    const { text } = noteOf(await checkpointAt(700))
    const note = noteOf(`${text}\n${await cosign(text, signedAt, first)}`)
    const moved = note.signatures.map((signature) => ({ ...signature, signature: signature.signature.with(7, 0) }))
    expect(await verifyNote({ text, signatures: moved }, [first.key])).toEqual({ ok: false, fault: 'false-signature' })
    const short = note.signatures.map((signature) => ({ ...signature, signature: signature.signature.subarray(0, 7) }))
    expect(await verifyNote({ text, signatures: short }, [first.key])).toEqual({ ok: false, fault: 'false-signature' })
  })

  test('cannot be passed off as a signature of the log, nor the other way round', async () => {
    const both = { ...first, key: signerOf('witness.example/1', 5).key }
    const { text } = noteOf(await checkpointAt(700))
    const note = noteOf(`${text}\n${await cosign(text, signedAt, first)}`)
    const renamed = note.signatures.map((signature) => ({ ...signature, keyId: both.key.keyId }))
    expect(await verifyNote({ text, signatures: renamed }, [both.key])).toEqual({ ok: false, fault: 'false-signature' })
    expect(await verifyNote(note, [both.key])).toEqual({ ok: false, fault: 'unknown-key' })
  })
})

describe('what a witness answers', async () => {
  const note = noteOf(await checkpointAt(700))
  const lines = [await cosign(note.text, 100, first), await cosign(note.text, 101, second)]

  test('is taken into the checkpoint where it is true and by a known witness', async () => {
    const taken = await takeCosignatures(note, lines.join(''), [first.key, second.key])
    const opened = await openCheckpoint(formatNote(taken), log.key, [first.key, second.key])
    expect(opened.ok && opened.value.signatures.map(({ signedAt }) => signedAt)).toEqual([undefined, 100, 101])
  })

  test('replaces what the same witness answered before', async () => {
    const before = await takeCosignatures(note, lines.join(''), [first.key])
    const after = await takeCosignatures(before, await cosign(note.text, 200, first), [first.key])
    const opened = await openCheckpoint(formatNote(after), log.key, [first.key])
    expect(opened.ok && opened.value.signatures.map(({ signedAt }) => signedAt)).toEqual([undefined, 200])
  })

  test.each([
    ['is by an unknown witness', lines[1] ?? ''],
    ['is for another checkpoint', await cosign(noteOf(await checkpointAt(701)).text, 100, first)],
    ['is no signature line', 'ok\n'],
    ['is empty', ''],
  ])('is passed over where it %s', async (_, answer) => {
    expect(await takeCosignatures(note, answer, [first.key])).toEqual(note)
  })
})
