import { type Answer } from './answer.ts'
import { type Asker, headersOf, problemOf } from './hub.client.ts'

/** A file that the hub made. */
export type Download = { bytes: Blob; name: string }

/** Ask the hub for a file; what broke off on the way is no answer. It never throws. */
export async function download(path: string, asker: Asker): Promise<Answer<Download>> {
  try {
    const response = await fetch(path, { headers: headersOf(asker), cache: 'no-store' })
    if (!response.ok) return { ok: false, refusal: problemOf(response, await response.json().catch(() => undefined)) }
    const name = nameIn(response.headers.get('content-disposition') ?? '')
    return { ok: true, value: { bytes: await response.blob(), name } }
  } catch {
    return { ok: false, refusal: { kind: 'unreachable' } }
  }
}

/** The name in the reader's own letters (RFC 8187). */
function nameIn(disposition: string): string {
  const written = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  return written === undefined ? 'export' : decodeURIComponent(written)
}
