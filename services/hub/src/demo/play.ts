import type { Filing } from '@inquiry/demonstration'
import type { generateDemonstration } from '@inquiry/demonstration'
import { eachAtOnce } from './at-once.ts'
import {
  enrol,
  newPlatform,
  platformOf,
  push,
  seal,
  submission,
  type HubSeen,
  type Platform,
  type Sent,
} from './platform.ts'

export type Demonstration = ReturnType<typeof generateDemonstration>

/** What one platform sent and what the hub made of it. */
export type Account = { sent: number; recorded: number; repeated: number; rejected: Record<string, number> }

/** What the whole play came to: accounts by node, the case that each filing became, what became of the bad envelopes. */
export type Played = {
  platforms: Map<string, Platform>
  accounts: Map<string, Account>
  caseIds: Map<string, string>
  refused: { what: string; expected: string; got: string }[]
  seconds: number
  firstAcceptedMs: number
}

/** Messages of one envelope. */
const perEnvelope = 20

/** Let every platform push its filings, and then the envelopes that a hub must refuse. */
export async function play(
  hub: HubSeen,
  codes: Map<string, string>,
  { filings, planted }: Demonstration,
  progress: (sent: number) => void,
): Promise<Played> {
  const started = performance.now()
  const platforms = await enrolAll(hub, codes)
  const played: Played = {
    platforms,
    accounts: new Map(),
    caseIds: new Map(),
    refused: [],
    seconds: 0,
    firstAcceptedMs: 0,
  }
  const byNode = Map.groupBy(filings, (filing) => filing.nodeId)
  await eachAtOnce(byNode, async ([nodeId, own]) => {
    await pushFilings(hub, platformOf(platforms, nodeId), own, played, progress)
    if (played.firstAcceptedMs === 0) played.firstAcceptedMs = performance.now() - started
  })
  await pushBadEnvelopes(hub, platforms, planted.badEnvelopes, played)
  played.seconds = (performance.now() - started) / 1000
  return played
}

async function enrolAll(hub: HubSeen, codes: Map<string, string>): Promise<Map<string, Platform>> {
  const platforms = new Map([...codes.keys()].map((nodeId) => [nodeId, newPlatform(nodeId)]))
  for (const [nodeId, code] of codes) await enrol(hub, platformOf(platforms, nodeId), code)
  return platforms
}

async function pushFilings(
  hub: HubSeen,
  platform: Platform,
  filings: readonly Filing[],
  played: Played,
  progress: (sent: number) => void,
): Promise<void> {
  for (let start = 0; start < filings.length; start += perEnvelope) {
    const part = filings.slice(start, start + perEnvelope)
    const messages = await Promise.all(part.map((filing) => submission(hub, filing)))
    enter(played, platform.nodeId, await push(hub, platform, await seal(hub, platform, messages)), messages)
    progress(part.length)
  }
}

async function pushBadEnvelopes(
  hub: HubSeen,
  platforms: Map<string, Platform>,
  bad: Demonstration['planted']['badEnvelopes'],
  played: Played,
): Promise<void> {
  const messagesOf = (filings: readonly Filing[]) => Promise.all(filings.map((filing) => submission(hub, filing)))
  const note = (what: string, expected: string, sent: Sent): void => {
    played.refused.push({
      what,
      expected,
      got: sent.ok ? `200 ${sent.answer.results.map((r) => r.status).join(' ')}` : slugOf(sent),
    })
  }

  const spoiler = platformOf(platforms, bad.badSignature.nodeId)
  const spoiled = await seal(hub, spoiler, await messagesOf(bad.badSignature.filings))
  spoiler.sequence -= 1
  note('bad signature', bad.badSignature.expect, await push(hub, spoiler, flipped(spoiled)))

  const stranger = newPlatform(bad.unknownNode.nodeId)
  note(
    'unknown node',
    bad.unknownNode.expect,
    await push(hub, stranger, await seal(hub, stranger, await messagesOf(bad.unknownNode.filings))),
  )

  const careless = platformOf(platforms, bad.invalidMessage.nodeId)
  const invalid = bad.invalidMessage.invalid.map(({ sourceId, data }) => ({
    id: `m-${sourceId}`,
    type: 'case.submitted',
    time: new Date().toISOString(),
    case: { sourceId },
    data,
  }))
  const mixed = [...(await messagesOf(bad.invalidMessage.neighbours)), ...invalid]
  const mixedSent = await push(hub, careless, await seal(hub, careless, mixed))
  enter(played, careless.nodeId, mixedSent, mixed)
  note(
    'invalid message among good ones',
    `200 ${[...bad.invalidMessage.neighbours.map(() => 'recorded'), ...invalid.map(() => 'rejected')].join(' ')}`,
    mixedSent,
  )

  const anxious = platformOf(platforms, bad.resent.nodeId)
  const messages = await messagesOf(bad.resent.filings)
  const once = await push(hub, anxious, await seal(hub, anxious, messages))
  enter(played, anxious.nodeId, once, messages)
  const again = await push(hub, anxious, once.bytes)
  const same = once.ok && again.ok && once.answer.receipt === again.answer.receipt
  played.refused.push({
    what: 'the same envelope again',
    expected: 'the same receipt',
    got: same ? 'the same receipt' : 'another answer',
  })
  accountOf(played, anxious.nodeId).repeated += messages.length
}

/** Enter an answer into the platform's account; a second filing of the same text is recorded too and linked later. */
function enter(played: Played, nodeId: string, sent: Sent, messages: Record<string, unknown>[]): void {
  const account = accountOf(played, nodeId)
  account.sent += messages.length
  if (!sent.ok) {
    account.rejected[slugOf(sent)] = (account.rejected[slugOf(sent)] ?? 0) + messages.length
    return
  }
  sent.answer.results.forEach((result, i) => {
    const { sourceId } = (messages[i]?.['case'] ?? {}) as { sourceId?: string }
    if (result.caseId !== undefined) played.caseIds.set(`${nodeId} ${sourceId}`, result.caseId)
    if (result.status === 'recorded') account.recorded += 1
    if (result.status === 'already-recorded') account.repeated += 1
    if (result.status === 'rejected') {
      const why = result.problem?.errors[0]
      const reason = why ? `${why.pointer.replace(/^\/messages\/\d+/, '')} ${why.rule}` : 'rejected'
      account.rejected[reason] = (account.rejected[reason] ?? 0) + 1
    }
  })
}

function accountOf(played: Played, nodeId: string): Account {
  const account = played.accounts.get(nodeId) ?? { sent: 0, recorded: 0, repeated: 0, rejected: {} }
  played.accounts.set(nodeId, account)
  return account
}

function slugOf(sent: Extract<Sent, { ok: false }>): string {
  return sent.problem.type.split('/').at(-1) ?? ''
}

/** The envelope with one bit of its signature turned. */
function flipped(bytes: string): string {
  const at = bytes.lastIndexOf('.') + 10
  return `${bytes.slice(0, at)}${bytes[at] === 'A' ? 'B' : 'A'}${bytes.slice(at + 1)}`
}
