import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Encoding } from '../settings/source.ts'

/** What a file's bytes are, or the first line that is of another encoding than those before. */
export type Detected = { encoding: Encoding } | { mixedAt: number }

const lineFeed = 0x0a

/**
 * Tell a text file's encoding from all of its bytes: by its mark, as UTF-8 where every line is, else as GB18030. A file
 * that has lines of Chinese in UTF-8 beside lines that are not UTF-8 was glued together and cannot be read as one.
 */
export async function detectEncoding(path: string): Promise<Detected> {
  if (await isMarkedUtf16(path)) return { encoding: 'utf-16le' }
  let surelyUtf8 = 0
  let surelyOther = 0
  let line = 0
  for await (const bytes of linesOf(path)) {
    line++
    if (!isUtf8(bytes)) surelyOther ||= line
    else if (hasChineseInUtf8(bytes)) surelyUtf8 ||= line
    if (surelyUtf8 && surelyOther) return { mixedAt: Math.max(surelyUtf8, surelyOther) }
  }
  return { encoding: surelyOther ? 'gb18030' : 'utf-8' }
}

async function isMarkedUtf16(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0xff && buffer[1] === 0xfe
  } finally {
    await file.close()
  }
}

/** Lines as bytes; a line longer than a chunk comes in pieces, each whole characters but at its ends. */
async function* linesOf(path: string): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    let from = 0
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
      yield bytes.subarray(from, end)
      from = end + 1
    }
    rest = bytes.subarray(from)
  }
  if (rest.length > 0) yield rest
}

/** Text in GBK is hardly ever four characters of three bytes in UTF-8; shorter coincidences are known (联通). */
const surelyChinese = 4

function hasChineseInUtf8(bytes: Uint8Array): boolean {
  let found = 0
  for (const byte of bytes) if (byte >= 0xe3 && byte <= 0xe9 && ++found >= surelyChinese) return true
  return false
}
