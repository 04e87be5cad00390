import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { freshDatabase, openDatabase, prepareTemplate, startEmbeddedPostgres } from '@inquiry/database'
import { printTable } from '../table.ts'
import { newSender, sealMany, type Sender } from './envelopes.ts'
import { benchmarkEnvironment, startChild, startHubChild, type Child } from './children.ts'
import { enrolSender } from './enrol.ts'
import { insertAgain } from './insert.ts'
import { pushAll, type Measured } from './push.ts'
import { benchmarkToken } from './token.ts'

type Subject = 'echo' | 'floor' | 'single' | 'batch' | 'insert'
type Line = { name: Subject; casesPerSecond: number; p50Ms: number; p99Ms: number }
export type IntakeReport = {
  cases: Line[]
  ratios: { singleToFloor: number; batchToInsert: number }
  peakMemoryMb: number
}

const connections = 32
const hubId = '440000-hub'

/**
 * `pnpm bench intake`: an echo, the floor, the hub with one and with a hundred cases an envelope, and a raw insert of the
 * same rows, in turn on one PostgreSQL, several rounds; medians. Triage and the other readers run behind the hub.
 */
export async function runIntake(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      rounds: { type: 'string', default: '3' },
      envelopes: { type: 'string', default: '6000' },
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'bench-intake-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const children: Child[] = []
  try {
    await prepareTemplate(server.url)
    const hubDatabase = await freshDatabase(server.url)
    const floorDatabase = await emptyDatabase(server.url)
    const sender = newSender('440100', hubId)
    const hub = await startHubChild(benchmarkEnvironment(hubDatabase.url, join(folder, 'hub')))
    children.push(hub)
    await enrolSender(hub.url, sender, benchmarkToken)
    const floor = await startChild('floor-server.ts', [floorDatabase, JSON.stringify(sender.key.jwk)], {})
    children.push(floor)
    const report = await measure({
      hub,
      floor,
      sender,
      databaseUrl: hubDatabase.url,
      rounds: Number(values.rounds),
      envelopes: Number(values.envelopes),
      quiet: values.json === true,
    })
    if (values.json) console.log(JSON.stringify(report))
    else print(report)
  } finally {
    for (const { process: child } of children) child.kill('SIGKILL')
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Bench = {
  hub: Child
  floor: Child
  sender: Sender
  databaseUrl: string
  rounds: number
  envelopes: number
  quiet: boolean
}

async function measure({ hub, floor, sender, databaseUrl, rounds, envelopes, quiet }: Bench): Promise<IntakeReport> {
  const results: Record<Subject, Measured[]> = { echo: [], floor: [], single: [], batch: [], insert: [] }
  const stranger = { ...sender, sequence: 0 }
  for (let round = 0; round < rounds + 1; round++) {
    const name = `r${round}`
    const single = await sealMany(sender, envelopes, 1, `${name}s`)
    const batchEnvelopes = Math.ceil(envelopes / 50)
    const keep = (subject: Subject, measured: Measured): void => {
      if (measured.failed > 0) throw new Error(`${subject}: ${measured.failed} requests failed`)
      // The first round warms everything up and is not counted.
      if (round > 0) results[subject].push(measured)
      if (!quiet) process.stderr.write(`round ${round} ${subject} ${measured.casesPerSecond.toFixed(0)}/s\n`)
    }
    keep('echo', await pushAll(`${floor.url}/echo`, single, { connections, casesEach: 1 }))
    keep(
      'floor',
      await pushAll(`${floor.url}/v1/messages`, await sealMany(stranger, envelopes, 1, `${name}f`), {
        connections,
        casesEach: 1,
      }),
    )
    keep('single', await pushAll(`${hub.url}/v1/messages`, single, { connections, casesEach: 1 }))
    await caughtUp(databaseUrl)
    keep(
      'batch',
      await pushAll(`${hub.url}/v1/messages`, await sealMany(sender, batchEnvelopes, 100, `${name}b`), {
        connections,
        casesEach: 100,
      }),
    )
    await caughtUp(databaseUrl)
    const inserted = await insertAgain(databaseUrl, batchEnvelopes * 100, 100)
    keep('insert', { casesPerSecond: inserted, p50Ms: 1e6 / inserted, p99Ms: 1e6 / inserted, failed: 0 })
  }
  const cases = (Object.keys(results) as Subject[]).map((name) => ({
    name,
    casesPerSecond: Math.round(median(results[name].map((m) => m.casesPerSecond))),
    p50Ms: rounded(median(results[name].map((m) => m.p50Ms))),
    p99Ms: rounded(median(results[name].map((m) => m.p99Ms))),
  }))
  const ratio = (a: Subject, b: Subject): number =>
    rounded(median(results[a].map((m, i) => m.casesPerSecond / (results[b][i]?.casesPerSecond ?? 1))))
  return {
    cases,
    ratios: { singleToFloor: ratio('single', 'floor'), batchToInsert: ratio('batch', 'insert') },
    peakMemoryMb: peakMemoryMb(hub.process.pid ?? 0),
  }
}

function print({ cases, ratios, peakMemoryMb: memory }: IntakeReport): void {
  const names: Record<Subject, string> = {
    echo: 'a echo of the body',
    floor: 'b floor',
    single: 'c hub, 1 case an envelope',
    batch: 'd hub, 100 cases an envelope',
    insert: 'e raw insert of the same rows',
  }
  printTable(
    ['', 'cases/s', 'p50 ms', 'p99 ms'],
    cases.map((line) => [names[line.name], line.casesPerSecond, line.p50Ms, line.p99Ms]),
  )
  console.log(
    `c/b ${ratios.singleToFloor}   d/e ${ratios.batchToInsert}   peak memory of the hub ${memory} MB   (e: ms per 1,000 cases)`,
  )
}

/** A database without tables, for the floor's own. */
async function emptyDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query('create database floor')
  await client.end()
  return serverUrl.replace(/\/postgres$/, '/floor')
}

/** The readers behind the hub have worked on everything. */
async function caughtUp(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, { max: 1 })
  try {
    for (let i = 0; i < 1200; i++) {
      const { size } = await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
      const behind = await db
        .selectFrom('reader_cursor')
        .select('name')
        .where('position', '<', size - 1)
        .execute()
      if (behind.length === 0) return
      await new Promise((done) => setTimeout(done, 100))
    }
  } finally {
    await db.destroy()
  }
}

function peakMemoryMb(pid: number): number {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
  return Math.round(Number(peak) / 1024)
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
