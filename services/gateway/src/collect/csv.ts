import { parse } from 'csv-parse'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Cell } from '../row.ts'
import type { Encoding } from '../settings/source.ts'

/** Rows of a text file, one after another, each of its cells as text. */
export type CsvOptions = { encoding: Encoding; separator?: string }

/** A quotation mark that is never closed would swallow the rest of the file; no row is this long. */
const maxRowCharacters = 2 ** 20
const separators = [',', '\t', ';', '|']

/** Read a CSV file row by row with bounded memory. Throws where the quotation marks do not pair up. */
export async function* readCsv(path: string, { encoding, separator }: CsvOptions): AsyncGenerator<Cell[]> {
  const delimiter = separator ?? (await sniffSeparator(path, encoding))
  const parser = Readable.from(decoded(path, encoding)).pipe(
    parse({ delimiter, relax_column_count: true, relax_quotes: true, max_record_size: maxRowCharacters }),
  )
  for await (const record of parser) yield record as string[]
}

async function* decoded(path: string, encoding: Encoding, highWaterMark = 2 ** 17): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let isFirst = true
  for await (const chunk of createReadStream(path, { highWaterMark })) {
    const text = decoder.decode(chunk as Buffer, { stream: true })
    // Excel's own line that names the separator is no row.
    yield isFirst ? text.replace(/^sep=.\r?\n/, '') : text
    isFirst = false
  }
  yield decoder.decode()
}

/** The separator that the first line with any has most of, outside quotation marks. */
async function sniffSeparator(path: string, encoding: Encoding): Promise<string> {
  for await (const text of decoded(path, encoding)) {
    const lines = text.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r?\n/)
    const counts = separators.map((mark) => Math.max(...lines.slice(0, 5).map((line) => line.split(mark).length)))
    return separators[counts.indexOf(Math.max(...counts))] ?? ','
  }
  return ','
}
