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
import { benchmarkToken } from '../intake/token.ts'
import { recordReport } from '../delivery/record.ts'
import { printTable } from '../table.ts'
import { sendInTurn } from './closed-loop.ts'
import { requestsOf } from '../connection.ts'
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
 * sends a hundred times its quota. Those who send share two cores with the hub, so all of them send bytes that are ready
 * over connections of their own, and none is started while another sends; the hub has been flooded for a second before
 * it is measured, as it has taken envelopes before.
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
  const seal = async (count: number, run: string): Promise<Buffer[]> =>
    requestsOf(messages, await sealMany(sender, count, 1, run))
  await sendInTurn(messages, await seal(3_000, 'warm'), 64)
  const peakBefore = await sendInTurn(messages, await seal(8_000, 'peak'), 64)
  const perSecond = Math.round(peakBefore * times)
  const flood = await readyFlood(messages, await sealMany(sender, perSecond * seconds, 1, 'over'), perSecond)
  const calm = await seal(60, 'calm')
  const before = memoryMb(hub)
  await loopDelay(hub)
  const outcome = await flood()
  const ended = performance.now()
  const loop = await loopDelay(hub)
  const recoveredMs = await untilCalm(messages, calm, ended)
  // Whatever else the machine did during one of them must not flatter what is compared with it.
  const peak = Math.max(peakBefore, await sendInTurn(messages, await seal(8_000, 'after'), 64))
  return {
    peakPerSecond: peak,
    ...outcome,
    goodput: outcome.takenPerSecond / peak,
    loop,
    memoryBeforeMb: before,
    memoryPeakMb: memoryMb(hub),
    recoveredMs,
  }
}

/** Milliseconds after the flood until three envelopes in a row were each taken within 100 ms; NaN where that never was. */
async function untilCalm(url: string, requests: readonly Buffer[], since: number): Promise<number> {
  for (let i = 0, good = 0; i < requests.length; i++) {
    const { taken, takenP99Ms } = await sendSteadily(url, requests.slice(i, i + 1), 1_000, 1)
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
  const flooding = async (forSeconds: number, run: string): Promise<() => Promise<Outcome>> =>
    readyFlood(messages, await sealMany(noisy, 100 * quota * forSeconds, 1, run), 100 * quota)
  const round = async (run: string): Promise<Buffer[]> => {
    const each = await Promise.all(calm.map((sender) => sealMany(sender, 2 * seconds, 1, `${run}${sender.nodeId}`)))
    const bodies = Array.from({ length: 2 * seconds }, (_, i) => each.flatMap((of) => of[i] ?? [])).flat()
    return requestsOf(messages, bodies)
  }
  const send = (requests: readonly Buffer[]): Promise<Outcome> => sendSteadily(messages, requests, 2 * others, others)
  await send(await round('warm'))
  await (
    await flooding(1, 'first')
  )()
  const quiet = await round('alone')
  await loopDelay(hub)
  const alone = await send(quiet)
  const aloneLoop = await loopDelay(hub)
  const beside = await round('beside')
  const flood = await flooding(seconds, 'flood')
  // The noisy node has its whole quota back.
  await sleep(5_000)
  await loopDelay(hub)
  const [withNoise, noise] = await Promise.all([send(beside), flood()])
  const noiseLoop = await loopDelay(hub)
  return { alone, aloneLoop, withNoise, noise, noiseLoop, ratioP99: withNoise.takenP99Ms / alone.takenP99Ms }
}

/** Get a sender ready in a process of its own; answers how to let it begin, and what became of it. */
async function readyFlood(url: string, bodies: readonly string[], perSecond: number): Promise<() => Promise<Outcome>> {
  const folder = mkdtempSync(join(tmpdir(), 'flood-'))
  const file = join(folder, 'bodies')
  writeFileSync(file, bodies.join('\n'))
  const child = fork(join(import.meta.dirname, 'flood.ts'), [url, file, String(perSecond), String(connections)])
  const said = async (): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`the flood ended with ${code}`)))
    return promise
  }
  await said()
  rmSync(folder, { recursive: true, force: true })
  return async () => {
    const outcome = said()
    child.send('begin')
    return (await outcome) as Outcome
  }
}

/**
 * How long at most one turn of the hub's event loop took since this was asked last, in milliseconds: what a request waits
 * before anything is done with it. Asking begins anew.
 */
async function loopDelay(hub: Child): Promise<{ p50Ms: number; p99Ms: number }> {
  const metrics = await (await fetch(`${hub.url}/metrics`)).text()
  const ms = (name: string): number =>
    Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (.*)$`, 'm').exec(metrics)?.[1]) * 1000
  return { p50Ms: ms('p50'), p99Ms: ms('p99') }
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
  const loop = (name: string, { p50Ms, p99Ms }: { p50Ms: number; p99Ms: number }): string =>
    `${name} p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)}`
  console.log(
    `turns of the hub's event loop, ms: ${[loop('overload', overload.loop), loop('75 nodes', noise.aloneLoop), loop('beside the noisy one', noise.noiseLoop)].join('; ')}`,
  )
  console.log(`others' p99 beside the noisy one ÷ alone: ${noise.ratioP99.toFixed(2)}`)
}
