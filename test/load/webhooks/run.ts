import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freshDatabase, prepareTemplate, startEmbeddedPostgres } from '@inquiry/database'
import { sealAccessToken, sealEnvelope } from '@inquiry/envelope'
import type { MessageResult, Webhook } from '@inquiry/schema'
import { Sink } from '../../deliveries/sink.ts'
import { benchmarkEnvironment, startHubChild } from '../intake/children.ts'
import { enrolSender } from '../intake/enrol.ts'
import { benchmarkMessage, newSender, type Sender } from '../intake/envelopes.ts'
import { benchmarkToken } from '../intake/token.ts'
import { median, percentile } from '../percentile.ts'
import { recordReport } from '../delivery/record.ts'
import { printTable } from '../table.ts'
import { openPoisoned, poisonNames, type Poisoned } from './poisoned.ts'

const hubId = '440000-hub'
const endpoints = 76
const poisonedEndpoints = 30

type Round = {
  poisoned: boolean
  p50Ms: number
  p95Ms: number
  delivered: number
  undelivered: number
  poisonedTries: number
}

/**
 * `pnpm bench webhooks`: 76 endpoints of as many nodes. First 46 good ones are there alone, then 30 poisoned ones beside
 * them, in turn; how long an event takes from its acknowledgement to a good endpoint.
 */
export async function runWebhooks(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      rounds: { type: 'string', default: '2' },
      seconds: { type: 'string', default: '20' },
      rate: { type: 'string', default: '25' },
      record: { type: 'string' },
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'bench-webhooks-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const rounds: Round[] = []
  try {
    await prepareTemplate(server.url)
    for (let i = 0; i < Number(values.rounds); i++) {
      for (const poisoned of [false, true]) {
        const database = await freshDatabase(server.url)
        rounds.push(
          await round(
            database.url,
            join(folder, `hub${rounds.length}`),
            poisoned,
            Number(values.seconds),
            Number(values.rate),
          ),
        )
        await database.drop()
      }
    }
    const report = { rounds, ratios: ratiosOf(rounds) }
    if (values.record !== undefined) recordReport(values.record, { webhooks: report })
    if (values.json) console.log(JSON.stringify(report))
    else print(report)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function round(
  databaseUrl: string,
  folder: string,
  poisoned: boolean,
  seconds: number,
  rate: number,
): Promise<Round> {
  const hub = await startHubChild({
    ...benchmarkEnvironment(databaseUrl, folder),
    HUB_TEST_MODE: '1',
    PATH: '',
  })
  const arrived = new Map<string, number>()
  const sinks: Sink[] = []
  const bad: Poisoned[] = []
  try {
    const senders: Sender[] = []
    for (let i = 0; i < endpoints; i++) {
      const sender = newSender(`440${String(100 + i)}`, hubId)
      await enrolSender(hub.url, sender, benchmarkToken)
      senders.push(sender)
      const isBad = i % Math.floor(endpoints / poisonedEndpoints) === 0 && bad.length < poisonedEndpoints
      if (isBad && poisoned) {
        const endpoint = await openPoisoned(poisonNames[bad.length % poisonNames.length] ?? '')
        bad.push(endpoint)
        await put(hub.url, sender, endpoint.url)
      } else if (!isBad) {
        const sink = await Sink.open((arrival) => {
          const { challenge, type, subject } = JSON.parse(arrival.body) as {
            challenge?: string
            type: string
            subject: string
          }
          if (challenge !== undefined) return { status: 200, body: JSON.stringify({ challenge }) }
          if (type === 'inquiry.case.submitted.v1') arrived.set(subject, performance.now())
          return { status: 204 }
        })
        sinks.push(sink)
        await put(hub.url, sender, sink.url)
      }
      if (!isBad) good.add(sender.nodeId)
      else if (!poisoned) bad.push({ url: '', deliveries: () => 0, close: () => {} })
    }
    await sleep(3_000)
    const acknowledged = await load(hub.url, senders, seconds, rate)
    await sleep(5_000)
    const latencies = acknowledged.flatMap(({ caseId, at }) => {
      const arrival = arrived.get(caseId)
      return arrival === undefined ? [] : [arrival - at]
    })
    return {
      poisoned,
      p50Ms: percentile(latencies, 0.5),
      p95Ms: percentile(latencies, 0.95),
      delivered: latencies.length,
      undelivered: acknowledged.length - latencies.length,
      poisonedTries: bad.reduce((sum, endpoint) => sum + endpoint.deliveries(), 0),
    }
  } finally {
    hub.process.kill('SIGKILL')
    for (const endpoint of [...sinks, ...bad]) endpoint.close()
    good.clear()
  }
}

/** Nodes whose endpoint is a good one: their cases are measured. */
const good = new Set<string>()

async function put(hubUrl: string, { nodeId, key }: Sender, url: string): Promise<void> {
  const iat = Math.floor(Date.now() / 1000)
  const token = await sealAccessToken({ iss: nodeId, aud: hubId, iat, exp: iat + 300, jti: `t-${nodeId}` }, key.signer)
  const answer = await fetch(`${hubUrl}/v1/webhooks/main`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url }),
  })
  if (!answer.ok) throw new Error(`${nodeId}: ${answer.status} ${await answer.text()}`)
  const { status } = (await answer.json()) as Webhook
  if (status !== 'pending') throw new Error(`a new webhook is ${status}`)
}

/** Cases of all nodes in turn, so many a second; when each of a good one's was acknowledged. */
async function load(
  url: string,
  senders: readonly Sender[],
  seconds: number,
  rate: number,
): Promise<{ caseId: string; at: number }[]> {
  const acknowledged: { caseId: string; at: number }[] = []
  const posting: Promise<void>[] = []
  const began = performance.now()
  for (let n = 0; performance.now() - began < seconds * 1000; n++) {
    const sender = senders[n % senders.length]
    if (!sender) break
    const iat = Math.floor(Date.now() / 1000)
    const sequence = ++sender.sequence
    const message = benchmarkMessage(n, `w${sender.nodeId}`)
    const body = await sealEnvelope(
      { iss: sender.nodeId, aud: hubId, iat, jti: `w-${n}`, sequence, messages: [message] },
      sender.key.signer,
    )
    posting.push(
      fetch(`${url}/v1/messages`, { method: 'POST', headers: { 'content-type': 'application/jose' }, body }).then(
        async (answer) => {
          const { results } = (await answer.json()) as { results: MessageResult[] }
          const caseId = results[0]?.status === 'recorded' ? results[0].caseId : undefined
          if (caseId !== undefined && good.has(sender.nodeId)) acknowledged.push({ caseId, at: performance.now() })
        },
      ),
    )
    await sleep(Math.max(0, began + ((n + 1) * 1000) / rate - performance.now()))
  }
  await Promise.all(posting)
  return acknowledged
}

export type WebhooksReport = { rounds: Round[]; ratios: { p50: number; p95: number } }

function ratiosOf(rounds: readonly Round[]): WebhooksReport['ratios'] {
  const of = (poisoned: boolean, what: 'p50Ms' | 'p95Ms'): number =>
    median(rounds.filter((r) => r.poisoned === poisoned).map((r) => r[what]))
  return { p50: of(true, 'p50Ms') / of(false, 'p50Ms'), p95: of(true, 'p95Ms') / of(false, 'p95Ms') }
}

function print({ rounds, ratios }: WebhooksReport): void {
  printTable(
    ['', 'p50 ms', 'p95 ms', 'delivered', 'not delivered', 'tries at poisoned'],
    rounds.map((r) => [
      r.poisoned ? '46 good and 30 poisoned' : '46 good',
      r.p50Ms.toFixed(0),
      r.p95Ms.toFixed(0),
      r.delivered,
      r.undelivered,
      r.poisonedTries,
    ]),
  )
  console.log(`with the poisoned ÷ without: p50 ${ratios.p50.toFixed(2)}   p95 ${ratios.p95.toFixed(2)}`)
}
