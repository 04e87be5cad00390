import { toBase64 } from '@inquiry/transparency'

/** What a witness answered to `add-checkpoint` (C2SP tlog-witness), or that it gave no answer. */
export type WitnessAnswer =
  | { outcome: 'cosigned'; lines: string }
  | { outcome: 'other-size'; lastSize: number }
  | { outcome: 'refused'; status: number }
  | { outcome: 'silent'; reason: string }

/** How long a witness may take. */
const patienceMs = 5_000
/** No answer of a witness is longer: 16 signature lines need some 2 KB. */
const longestAnswer = 16_384

/** Ask a witness to cosign a checkpoint that has grown from `oldSize` leaves. Never throws. */
export async function addCheckpoint(
  url: string,
  { oldSize, proof, note }: { oldSize: number; proof: readonly Uint8Array[]; note: string },
): Promise<WitnessAnswer> {
  const body = `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      body,
      signal,
      redirect: 'error',
    })
    const text = (await response.text()).slice(0, longestAnswer)
    if (response.status === 200) return { outcome: 'cosigned', lines: text }
    const lastSize = Number(text)
    if (response.status === 409 && /^(0|[1-9]\d{0,15})\n?$/.test(text)) return { outcome: 'other-size', lastSize }
    return { outcome: 'refused', status: response.status }
  } catch (error) {
    return { outcome: 'silent', reason: String((error as Error).cause ?? error) }
  }
}
