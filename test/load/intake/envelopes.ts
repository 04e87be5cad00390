import { generateDemonstration, type Filing } from '@inquiry/demonstration'
import { generateSigningKey, sealEnvelope, type SigningKey } from '@inquiry/envelope'

/** The platform that a benchmark sends as. */
export type Sender = { nodeId: string; hubId: string; key: SigningKey; sequence: number }

export function newSender(nodeId: string, hubId: string): Sender {
  return { nodeId, hubId, key: generateSigningKey(), sequence: 0 }
}

/** Filings of the demonstration, whose texts vary as people's do: no more of them are alike than among people's. */
const filings: Filing[] = []
const blockSize = 20_000

/** Make so many filings ready, some seconds for each block, for who sends by the clock. */
export function prepareFilings(count: number): void {
  while (filings.length < count) {
    const seed = 7 + filings.length / blockSize
    filings.push(...generateDemonstration({ seed, cases: blockSize, startAt: '2026-10-01', days: 30 }).filings)
  }
}

/** One message of a city platform: a case of the demonstration, filed now. */
export function benchmarkMessage(n: number, run: string): Record<string, unknown> {
  const time = new Date().toISOString()
  prepareFilings(n + 1)
  const { data } = filings[n] as Filing
  return {
    id: `b-${run}-${n}`,
    type: 'case.submitted',
    time,
    case: { sourceId: `B-${run}-${n}` },
    data: { ...data, submittedAt: time, occurredAt: undefined },
  }
}

let sent = 0

/** So many envelopes of so many messages each, sealed now. */
export async function sealMany(
  sender: Sender,
  envelopes: number,
  messagesEach: number,
  run: string,
): Promise<string[]> {
  const sealed: string[] = []
  for (let i = 0; i < envelopes; i++) {
    const sequence = ++sender.sequence
    const messages = Array.from({ length: messagesEach }, () => benchmarkMessage(sent++, run))
    const iat = Math.floor(Date.now() / 1000)
    sealed.push(
      await sealEnvelope(
        { iss: sender.nodeId, aud: sender.hubId, iat, jti: `${run}-${i}`, sequence, messages },
        sender.key.signer,
      ),
    )
  }
  return sealed
}
