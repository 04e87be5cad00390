import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freshDatabase, prepareTemplate, startEmbeddedPostgres } from '@inquiry/database'
import { sealEnvelope } from '@inquiry/envelope'
import { openJetStream, startNatsServer } from '@inquiry/event-stream'
import type { MessageResult } from '@inquiry/schema'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import pg from 'pg'
import { findNatsServer } from '../../../infra/nats/fetch.ts'
import { openConnections, requestsOf, type Connection } from '../connection.ts'
import { benchmarkEnvironment, startHubChild } from '../intake/children.ts'
import { enrolSender } from '../intake/enrol.ts'
import { benchmarkMessage, newSender, prepareFilings, type Sender } from '../intake/envelopes.ts'
import { benchmarkToken } from '../intake/token.ts'
import { percentile } from '../percentile.ts'
import { printTable } from '../table.ts'
import { recordReport } from './record.ts'

const hubId = '440000-hub'

/** A case that was sent: when, when it was acknowledged, and under which position. */
type Sent = { at: number; ackedAt: number; position: number; ok: boolean }

/**
 * `pnpm bench delivery [--rate n] [--seconds n] [--away n]`: how long a case takes from its POST over the commit and
 * JetStream to a subscriber, beside one commit and one JetStream acknowledgement measured meanwhile; then NATS is away
 * for so many seconds under the same load: what intake feels of it, and how fast what waited comes out.
 */
export async function runDelivery(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '20' },
      away: { type: 'string', default: '30' },
      record: { type: 'string' },
    },
  })
  const [rate, seconds, away] = [Number(values.rate), Number(values.seconds), Number(values.away)]
  const folder = mkdtempSync(join(tmpdir(), 'bench-delivery-'))
  const binary = findNatsServer()
  if (!binary) throw new Error('There is no nats-server: install one, or set NATS_SERVER to its path.')
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  let nats = await startNatsServer(binary, { folder: join(folder, 'nats') })
  const ended = new AbortController()
  try {
    await prepareTemplate(server.url)
    const database = await freshDatabase(server.url)
    const hub = await startHubChild({
      ...benchmarkEnvironment(database.url, join(folder, 'hub')),
      NATS_URL: nats.url,
    })
    ended.signal.addEventListener('abort', () => hub.process.kill('SIGKILL'))
    const sender = newSender('440100', hubId)
    await enrolSender(hub.url, sender, benchmarkToken)
    const arrived = follow(nats.url, ended.signal)
    await push(hub.url, sender, rate, 5, 'warm')
    const pieces = measurePieces(server.url, nats.url, seconds)
    const present = await push(hub.url, sender, rate, seconds, 'present')
    const piece = await pieces
    await until(() => arrived.size > lastOf(present), 60)
    nats.kill()
    const absent = away > 0 ? await push(hub.url, sender, rate, away, 'absent') : []
    const waiting = lastOf(absent) + 1 - arrived.size
    nats = await startNatsServer(binary, { folder: join(folder, 'nats'), port: Number(new URL(nats.url).port) })
    const back = performance.now()
    const during = away > 0 ? push(hub.url, sender, rate, 5, 'back') : Promise.resolve([])
    if (away > 0) await until(() => arrived.size > lastOf(absent), 300)
    const drainSeconds = (performance.now() - back) / 1000
    const after = await during
    await until(() => arrived.size > lastOf(after), 60)
    const missing = [...present, ...absent, ...after].filter(({ ok, position }) => ok && !arrived.has(position)).length
    const report = summary({ present, absent, arrived, piece, waiting, drainSeconds, missing, rate, seconds, away })
    if (values.record !== undefined) recordReport(values.record, { delivery: report })
    if (values.json) console.log(JSON.stringify(report))
    else print(report)
  } finally {
    ended.abort()
    await nats.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** When each position came to a subscriber on JetStream. */
function follow(url: string, signal: AbortSignal): Map<number, number> {
  const arrived = new Map<number, number>()
  const stream = openJetStream({ url, hubId, name: 'subscriber' })
  void (async () => {
    for await (const { position } of stream.follow(-1, signal)) arrived.set(position, performance.now())
    await stream.close()
  })()
  return arrived
}

/** So many cases a second, whether answers come or not, over connections that are kept. */
async function push(url: string, sender: Sender, rate: number, seconds: number, run: string): Promise<Sent[]> {
  const sent: Sent[] = []
  const posting: Promise<void>[] = []
  const { ask, close } = openConnections(`${url}/v1/messages`)
  prepareFilings(rate * seconds)
  const began = performance.now()
  for (let n = 0; n < rate * seconds; n++) {
    const iat = Math.floor(Date.now() / 1000)
    const claims = {
      iss: sender.nodeId,
      aud: hubId,
      iat,
      jti: `${run}-${n}`,
      sequence: ++sender.sequence,
      messages: [benchmarkMessage(n, run)],
    }
    const [request] = requestsOf(`${url}/v1/messages`, [await sealEnvelope(claims, sender.key.signer)])
    await sleep(Math.max(0, began + (n * 1000) / rate - performance.now()))
    posting.push(post(ask, request as Buffer).then((one) => void sent.push(one)))
  }
  await Promise.all(posting)
  close()
  return sent
}

async function post(ask: Connection['ask'], request: Buffer): Promise<Sent> {
  const at = performance.now()
  const { status, body } = await ask(request)
  const ackedAt = performance.now()
  const { results } = status === 200 ? (JSON.parse(body) as { results: MessageResult[] }) : {}
  const position = results?.[0]?.status === 'recorded' ? results[0].position : undefined
  return { at, ackedAt, position: position ?? -1, ok: position !== undefined }
}

/** One commit of one row, and one acknowledged JetStream message, again and again while the hub is under load. */
async function measurePieces(
  databaseUrl: string,
  natsUrl: string,
  seconds: number,
): Promise<{ commitMs: number[]; ackMs: number[] }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create table piece (body text)')
  const connection = await connect({ servers: natsUrl })
  await (await jetstreamManager(connection)).streams.add({ name: 'PIECE', subjects: ['piece'] })
  const stream = jetstream(connection)
  const body = 'x'.repeat(900)
  const [commitMs, ackMs]: [number[], number[]] = [[], []]
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(50)) {
    const began = performance.now()
    await client.query('insert into piece values ($1)', [body])
    const committed = performance.now()
    await stream.publish('piece', body)
    commitMs.push(committed - began)
    ackMs.push(performance.now() - committed)
  }
  await client.end()
  await connection.close()
  return { commitMs, ackMs }
}

type Measured = {
  present: Sent[]
  absent: Sent[]
  arrived: Map<number, number>
  piece: { commitMs: number[]; ackMs: number[] }
  waiting: number
  drainSeconds: number
  missing: number
  rate: number
  seconds: number
  away: number
}

function summary({ present, absent, arrived, piece, waiting, drainSeconds, missing, rate, seconds, away }: Measured) {
  const whole = present.flatMap(({ at, position }) => {
    const arrival = arrived.get(position)
    return arrival === undefined ? [] : [arrival - at]
  })
  const acks = (sent: Sent[]): number[] => sent.filter(({ ok }) => ok).map(({ at, ackedAt }) => ackedAt - at)
  const pieces = percentile(piece.commitMs, 0.5) + percentile(piece.ackMs, 0.5)
  return {
    rate,
    seconds,
    whole: { p50Ms: percentile(whole, 0.5), p99Ms: percentile(whole, 0.99) },
    pieces: { commitMs: percentile(piece.commitMs, 0.5), ackMs: percentile(piece.ackMs, 0.5), sumMs: pieces },
    ratio: percentile(whole, 0.5) / pieces,
    intake: {
      presentP99Ms: percentile(acks(present), 0.99),
      absentP99Ms: percentile(acks(absent), 0.99),
      presentP50Ms: percentile(acks(present), 0.5),
      absentP50Ms: percentile(acks(absent), 0.5),
    },
    away: { seconds: away, waiting, drainSeconds, eventsPerSecond: waiting / drainSeconds },
    refused: [...present, ...absent].filter(({ ok }) => !ok).length,
    missing,
  }
}

export type DeliveryReport = ReturnType<typeof summary>

function print(report: DeliveryReport): void {
  const ms = (value: number): string => value.toFixed(1)
  const { whole, pieces, intake, away } = report
  printTable(
    [`${report.rate} cases/s`, 'p50 ms', 'p99 ms'],
    [
      ['POST → commit → JetStream → subscriber', ms(whole.p50Ms), ms(whole.p99Ms)],
      ['one commit', ms(pieces.commitMs), ''],
      ['one JetStream acknowledgement', ms(pieces.ackMs), ''],
      ['POST → answer, NATS present', ms(intake.presentP50Ms), ms(intake.presentP99Ms)],
      [`POST → answer, NATS away for ${away.seconds} s`, ms(intake.absentP50Ms), ms(intake.absentP99Ms)],
    ],
  )
  console.log(
    `whole ÷ (commit + acknowledgement) at p50: ${report.ratio.toFixed(2)}   intake p99 away ÷ present: ${(intake.absentP99Ms / intake.presentP99Ms).toFixed(2)}`,
  )
  console.log(
    `${away.waiting} events waited for NATS and were out ${away.drainSeconds.toFixed(1)} s after its return (${away.eventsPerSecond.toFixed(0)}/s); ${report.refused} refused, ${report.missing} missing`,
  )
}

function lastOf(sent: readonly Sent[]): number {
  return Math.max(-1, ...sent.map(({ position }) => position))
}

async function until(what: () => boolean, seconds: number): Promise<void> {
  for (const end = performance.now() + seconds * 1000; !what() && performance.now() < end;) await sleep(20)
}
