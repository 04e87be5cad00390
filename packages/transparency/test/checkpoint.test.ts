import { describe, expect, test } from 'vitest'
import {
  emptyRootHash,
  formatCheckpointText,
  openCheckpoint,
  parseCheckpointText,
  signCheckpoint,
  signNote,
  toBase64,
} from '../src/index.ts'
import { signerOf } from './signing-key.ts'

const origin = '440000-hub.example/log'
const signer = signerOf(origin, 3)
const rootHash = new Uint8Array(32).fill(0xab)
const root = toBase64(rootHash)

describe('a checkpoint', () => {
  test('is read back as it was signed', async () => {
    const note = await signCheckpoint({ origin, size: 70_000, rootHash }, signer)
    expect(note.split('\n').slice(0, 3)).toEqual([origin, '70000', root])
    const opened = await openCheckpoint(note, signer.key)
    expect(opened).toMatchObject({ ok: true, value: { origin, size: 70_000, rootHash } })
  })

  test('is the same bytes whenever it is signed, as Ed25519 takes no chance', async () => {
    const note = await signCheckpoint(
      { origin: 'log.example', size: 0, rootHash: emptyRootHash },
      signerOf('log.example', 1),
    )
    const signature = 'HMdY+Vp3TDNpkeQkhxN1L7En0YJoe9ye/VesYSPaxxfmwusbKh0Gw9yEvvr8EQDZNtc4IDQgitOBh7xmvqf90ZONdw4='
    expect(note).toBe(
      `log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 log.example ${signature}\n`,
    )
  })

  test('of the empty log has size 0 and the hash of the empty string', async () => {
    const note = await signCheckpoint({ origin, size: 0, rootHash: emptyRootHash }, signer)
    expect(note.split('\n').slice(1, 3)).toEqual(['0', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='])
    await expect(signCheckpoint({ origin, size: 0, rootHash }, signer)).rejects.toThrow(RangeError)
  })

  test('may have extension lines, which are passed over', () => {
    expect(parseCheckpointText(`${origin}\n5\n${root}\nmore\nand more\n`)).toEqual({ origin, size: 5, rootHash })
  })

  test('of size 20852163 in the text of C2SP tlog-checkpoint is read', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
    expect(parseCheckpointText(text)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
  })

  test('is not believed from a key that is not its log’s', async () => {
    const note = await signCheckpoint({ origin, size: 5, rootHash }, signer)
    const other = signerOf('other.example', 4)
    expect(await openCheckpoint(note, other.key)).toEqual({ ok: false, fault: 'unknown-key' })
    const foreign = await signNote(formatCheckpointText({ origin, size: 5, rootHash }), other)
    expect(await openCheckpoint(foreign, other.key)).toEqual({ ok: false, fault: 'other-origin' })
    await expect(signCheckpoint({ origin, size: 5, rootHash }, other)).rejects.toThrow(RangeError)
  })

  test.each([
    ['a size with a leading zero', `${origin}\n05\n${root}\n`],
    ['a size of two zeros', `${origin}\n00\n${toBase64(emptyRootHash)}\n`],
    ['a size with a sign', `${origin}\n+5\n${root}\n`],
    ['a negative size', `${origin}\n-5\n${root}\n`],
    ['a size in hexadecimal', `${origin}\n0x5\n${root}\n`],
    ['a size with an exponent', `${origin}\n5e3\n${root}\n`],
    ['a size with a space', `${origin}\n5 \n${root}\n`],
    ['a size in other digits', `${origin}\n٥\n${root}\n`],
    ['no size', `${origin}\n\n${root}\n`],
    ['a size no position can reach', `${origin}\n9007199254740992\n${root}\n`],
    ['a root of 31 bytes', `${origin}\n5\n${toBase64(new Uint8Array(31))}\n`],
    ['a root of 33 bytes', `${origin}\n5\n${toBase64(new Uint8Array(33))}\n`],
    ['a root without padding', `${origin}\n5\n${root.replace('=', '')}\n`],
    ['a root whose unused bits are not zero', `${origin}\n5\n${root.replace('s=', 't=')}\n`],
    ['a root in base64url', `${origin}\n5\n${toBase64(new Uint8Array(32).fill(0xff)).replaceAll('/', '_')}\n`],
    ['no origin', `\n5\n${root}\n`],
    ['two lines', `${origin}\n5\n`],
    ['a root for size 0 that is not the empty one', `${origin}\n0\n${root}\n`],
    ['an empty extension line', `${origin}\n5\n${root}\n\nmore\n`],
  ])('with %s is refused, though the log signed it', async (_, text) => {
    expect(await openCheckpoint(await signNote(text, signer), signer.key)).toEqual({
      ok: false,
      fault: 'malformed-checkpoint',
    })
    expect(parseCheckpointText(text)).toBeUndefined()
  })

  test('cannot be made for a size that is no size', async () => {
    for (const size of [-1, 1.5, Number.NaN, 2 ** 53, 1e21]) {
      await expect(signCheckpoint({ origin, size, rootHash }, signer)).rejects.toThrow(RangeError)
    }
  })
})
