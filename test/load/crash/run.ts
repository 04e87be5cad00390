import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { isGapFree } from '@inquiry/case-log'
import { openDatabase, startEmbeddedPostgres } from '@inquiry/database'
import { sealEnvelope } from '@inquiry/envelope'
import type { MessageResult } from '@inquiry/schema'
import { benchmarkMessage, newSender, type Sender } from '../intake/envelopes.ts'
import { enrolSender } from '../intake/enrol.ts'
import { benchmarkToken } from '../intake/token.ts'
import { printTable } from '../table.ts'

const hubId = '440000-hub'
const main = join(import.meta.dirname, '../../../services/hub/src/main.ts')
/** Platforms that push at the same time, each one case an envelope. */
const pushers = 8

/**
 * `pnpm bench crash`: a hub on its embedded PostgreSQL is killed with SIGKILL in mid-load, again and again, and started
 * on the same data. Every acknowledged case must be there, and none twice.
 */
export async function runCrash(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, kills: { type: 'string', default: '10' } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'bench-crash-'))
  const acknowledged = new Map<string, number>()
  let hub = await startHubProcess(folder)
  try {
    const sender = newSender('440100', hubId)
    await enrolSender(hub.url, sender, benchmarkToken)
    let pushing = true
    const load = Promise.all(
      Array.from({ length: pushers }, (_, n) =>
        push(
          n,
          sender,
          () => hub.url,
          acknowledged,
          () => pushing,
        ),
      ),
    )
    let slowestStartMs = 0
    for (let kill = 0; kill < Number(values.kills); kill++) {
      await sleep(1_000 + 500 * Math.random())
      hub.process.kill('SIGKILL')
      const started = performance.now()
      hub = await startHubProcess(folder)
      slowestStartMs = Math.max(slowestStartMs, performance.now() - started)
    }
    await sleep(1_000)
    pushing = false
    await load
    await stopHubProcess(hub.process)
    const report = {
      kills: Number(values.kills),
      acknowledged: acknowledged.size,
      ...(await examine(folder, acknowledged)),
      slowestStartMs: Math.round(slowestStartMs),
    }
    if (values.json) console.log(JSON.stringify(report))
    else
      printTable(
        ['', 'figure'],
        Object.entries(report).map(([name, figure]) => [name, String(figure)]),
      )
  } finally {
    hub.process.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Push one case after another. An envelope without an answer is sent again, the same bytes, until there is one. */
async function push(
  n: number,
  sender: Sender,
  url: () => string,
  acknowledged: Map<string, number>,
  goesOn: () => boolean,
): Promise<void> {
  for (let i = 0; goesOn(); i++) {
    const message = benchmarkMessage(i, `c${n}`)
    const sequence = ++sender.sequence
    const claims = {
      iss: sender.nodeId,
      aud: hubId,
      iat: Math.floor(Date.now() / 1000),
      jti: `c${n}-${i}`,
      sequence,
      messages: [message],
    }
    const result = await answered(url, await sealEnvelope(claims, sender.key.signer))
    if (result.position !== undefined) acknowledged.set(String(message['id']), result.position)
  }
}

async function answered(url: () => string, body: string): Promise<MessageResult> {
  for (;;) {
    const response = await fetch(`${url()}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/jose' },
      body,
    }).catch(() => undefined)
    if (response?.ok) return ((await response.json()) as { results: [MessageResult] }).results[0]
    if (response && response.status < 500) throw new Error(`${response.status} ${await response.text()}`)
    await sleep(50)
  }
}

/** Look into the stopped hub's database: what was acknowledged and is not there, or stands elsewhere, or twice. */
async function examine(
  folder: string,
  acknowledged: ReadonlyMap<string, number>,
): Promise<{ lost: number; moved: number; twice: number; gapFree: boolean }> {
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const db = openDatabase(server.url, { max: 1 })
  try {
    const rows = await db.selectFrom('message').select(['message_id', 'position']).execute()
    const stored = new Map(rows.map((row) => [row.message_id, row.position]))
    const submitted = await db.selectFrom('event').select('case_id').where('type', '=', 'case.submitted').execute()
    return {
      lost: [...acknowledged.keys()].filter((id) => !stored.has(id)).length,
      moved: [...acknowledged].filter(([id, position]) => stored.has(id) && stored.get(id) !== position).length,
      twice: submitted.length - new Set(submitted.map((row) => row.case_id)).size + (submitted.length - stored.size),
      gapFree: await isGapFree(db),
    }
  } finally {
    await db.destroy()
    await server.stop()
  }
}

type HubProcess = { process: ChildProcess; url: string }

async function startHubProcess(folder: string): Promise<HubProcess> {
  const environment = {
    ...process.env,
    HUB_ADMIN_TOKEN: benchmarkToken,
    HUB_ID: hubId,
    HUB_ENVELOPES_PER_SECOND: '0',
    HUB_LOG_LEVEL: 'error',
  }
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', folder], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('hub ready') && resolve())
  child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)))
  await promise
  const { url } = JSON.parse(readFileSync(join(folder, 'hub.json'), 'utf8')) as { url: string }
  return { process: child, url }
}

async function stopHubProcess(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.kill('SIGTERM')
  await promise
}
