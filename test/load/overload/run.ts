import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freshDatabase, prepareTemplate, startEmbeddedPostgres } from '@inquiry/database'
import { benchmarkEnvironment, startHubChild, type Child } from '../intake/children.ts'
import { enrolSender } from '../intake/enrol.ts'
import { newSender, sealMany, type Sender } from '../intake/envelopes.ts'
import { pushAll } from '../intake/push.ts'
import { benchmarkToken } from '../intake/token.ts'
import { recordReport } from '../delivery/record.ts'
import { printTable } from '../table.ts'
import { sendSteadily, type Outcome } from './open-loop.ts'

const hubId = '440000-hub'
/** A node's quota in the second part: the hub's default. */
const quota = 50
const others = 75
/** Connections of those who flood: more than a pool of every platform together. */
const connections = 1_000

/**
 * `pnpm bench overload [--times n] [--seconds n]`: how many envelopes a second a hub takes from 64 connections; then so
 * many times as many are sent whether it answers or not: what it still takes, how soon the rest is sent away, how much
 * memory it needs, and how soon it is itself again. Then 75 nodes send two a second each, alone and beside one that
 * sends a hundred times its quota.
 */
export async function runOverload(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      times: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '8' },
      record: { type: 'string' },
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'bench-overload-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  try {
    await prepareTemplate(server.url)
    const overload = await withHub(server.url, join(folder, 'hub0'), '0', (hub) =>
      measureOverload(hub, Number(values.times), Number(values.seconds)),
    )
    const noise = await withHub(server.url, join(folder, 'hub1'), String(quota), (hub) =>
      measureNoise(hub, Number(values.seconds)),
    )
    const report = { overload, noise }
    if (values.record !== undefined) recordReport(values.record, { overload: report })
    if (values.json) console.log(JSON.stringify(report))
    else print(report)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function withHub<T>(
  serverUrl: string,
  folder: string,
  perSecond: string,
  work: (hub: Child) => Promise<T>,
): Promise<T> {
  const database = await freshDatabase(serverUrl)
  const hub = await startHubChild({
    ...benchmarkEnvironment(database.url, folder),
    HUB_ENVELOPES_PER_SECOND: perSecond,
    PATH: '',
  })
  try {
    return await work(hub)
  } finally {
    hub.process.kill('SIGKILL')
    await database.drop().catch(() => {})
  }
}

async function measureOverload(hub: Child, times: number, seconds: number) {
  const sender = await enrolled(hub, '440100')
  const messages = `${hub.url}/v1/messages`
  await pushAll(messages, await sealMany(sender, 2_000, 1, 'warm'), { connections: 64, casesEach: 1 })
  const peak = await pushAll(messages, await sealMany(sender, 6_000, 1, 'peak'), { connections: 64, casesEach: 1 })
  const perSecond = Math.round(peak.casesPerSecond * times)
  const bodies = await sealMany(sender, perSecond * seconds, 1, 'over')
  const calm = await sealMany(sender, 60, 1, 'calm')
  const before = memoryMb(hub)
  const outcome = await flood(messages, bodies, perSecond)
  const ended = performance.now()
  const recoveredMs = await untilCalm(messages, calm, ended)
  return {
    peakPerSecond: peak.casesPerSecond,
    ...outcome,
    goodput: outcome.takenPerSecond / peak.casesPerSecond,
    memoryBeforeMb: before,
    memoryPeakMb: memoryMb(hub),
    recoveredMs,
  }
}

/** Milliseconds after the flood until three envelopes in a row were each taken within 100 ms; NaN where that never was. */
async function untilCalm(url: string, bodies: readonly string[], since: number): Promise<number> {
  for (let i = 0, good = 0; i < bodies.length; i++) {
    const { taken, takenP99Ms } = await sendSteadily(url, bodies.slice(i, i + 1), 1_000, 1)
    good = taken === 1 && takenP99Ms < 100 ? good + 1 : 0
    if (good === 3) return performance.now() - since
    await sleep(150)
  }
  return NaN
}

async function measureNoise(hub: Child, seconds: number) {
  const noisy = await enrolled(hub, '440100')
  const calm: Sender[] = []
  for (let i = 0; i < others; i++) calm.push(await enrolled(hub, `440${String(200 + i)}`))
  const messages = `${hub.url}/v1/messages`
  const round = async (run: string): Promise<string[]> => {
    const each = await Promise.all(calm.map((sender) => sealMany(sender, 2 * seconds, 1, `${run}${sender.nodeId}`)))
    return Array.from({ length: 2 * seconds }, (_, i) => each.flatMap((of) => of[i] ?? [])).flat()
  }
  await sendSteadily(messages, await round('warm'), 2 * others, others)
  const alone = await sendSteadily(messages, await round('alone'), 2 * others, others)
  const beside = await round('beside')
  const noise = await sealMany(noisy, 100 * quota * seconds, 1, 'flood')
  const [withNoise, flooded] = await Promise.all([
    sendSteadily(messages, beside, 2 * others, others),
    flood(messages, noise, 100 * quota),
  ])
  return { alone, withNoise, noise: flooded, ratioP99: withNoise.takenP99Ms / alone.takenP99Ms }
}

/** Send from a process of its own. */
async function flood(url: string, bodies: readonly string[], perSecond: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'flood-'))
  const file = join(folder, 'bodies')
  writeFileSync(file, bodies.join('\n'))
  const child = fork(join(import.meta.dirname, 'flood.ts'), [url, file, String(perSecond), String(connections)])
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  child.once('message', (outcome) => resolve(outcome as Outcome))
  child.once('exit', (code) => reject(new Error(`the flood ended with ${code}`)))
  try {
    return await promise
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function enrolled(hub: Child, nodeId: string): Promise<Sender> {
  const sender = newSender(nodeId, hubId)
  await enrolSender(hub.url, sender, benchmarkToken)
  return sender
}

/** The most memory that the hub's process has held. */
function memoryMb(hub: Child): number {
  const status = readFileSync(`/proc/${hub.process.pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
}

export type OverloadReport = {
  overload: Awaited<ReturnType<typeof measureOverload>>
  noise: Awaited<ReturnType<typeof measureNoise>>
}

function print({ overload, noise }: OverloadReport): void {
  const columns = ['', 'sent/s', 'taken/s', 'taken p50 ms', 'p99', 'refused', 'refused p50 ms', 'p95', 'p99', 'wrong']
  const row = (name: string, o: Outcome): (string | number)[] => [
    name,
    o.perSecond.toFixed(0),
    o.takenPerSecond.toFixed(0),
    o.takenP50Ms.toFixed(1),
    o.takenP99Ms.toFixed(1),
    o.refused,
    o.refusedP50Ms.toFixed(1),
    o.refusedP95Ms.toFixed(1),
    o.refusedP99Ms.toFixed(1),
    o.wrong,
  ]
  printTable(columns, [
    row('overload', overload),
    row(`${others} nodes alone`, noise.alone),
    row(`${others} nodes beside a noisy one`, noise.withNoise),
    row('the noisy one', noise.noise),
  ])
  console.log(
    `peak ${overload.peakPerSecond.toFixed(0)}/s; goodput under overload ${(overload.goodput * 100).toFixed(0)} % of it; memory ${overload.memoryBeforeMb.toFixed(0)} → ${overload.memoryPeakMb.toFixed(0)} MB; calm again ${(overload.recoveredMs / 1000).toFixed(1)} s after`,
  )
  console.log(`others' p99 beside the noisy one ÷ alone: ${noise.ratioP99.toFixed(2)}`)
}
