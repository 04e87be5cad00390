import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshDatabase, openDatabase, type Database, type FreshDatabase } from '@inquiry/database'
import { readConfig, startHub, type RunningHub } from '@inquiry/hub'
import type { Discovery } from '@inquiry/schema'
import { openCheckpoint, parseVkey, type VerifierKey } from '@inquiry/transparency'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Coordinator } from '../province/coordinator.ts'
import { request } from '../province/answer.ts'

let fresh: FreshDatabase
let db: Database
let folder: string
let hub: RunningHub
let witness: ChildProcess
let witnessAddress: string
let witnessKey: VerifierKey
let logKey: VerifierKey

const start = (witnesses: string): Promise<RunningHub> =>
  startHub({
    ...readConfig(
      {},
      {
        PORT: '0',
        HUB_DATA: join(folder, 'hub'),
        DATABASE_URL: fresh.url,
        HUB_LOG_LEVEL: 'silent',
        HUB_WITNESSES: witnesses,
      },
    ),
    natsUrl: undefined,
  })

beforeAll(async () => {
  fresh = await freshDatabase(inject('postgresUrl'))
  db = openDatabase(fresh.url, { max: 2 })
  folder = mkdtempSync(join(tmpdir(), 'inquiry-witness-'))
  hub = await start('')
  logKey = keyOf((await request<Discovery>(`${hub.url}/.well-known/inquiry-hub`)).body.log.vkey)
  await hub.stop()
  const { vkey } = (await startWitness()) ?? {}
  witnessKey = keyOf(vkey ?? '')
  hub = await start(witnessAddress)
})
afterAll(async () => {
  await hub.stop()
  witness.kill('SIGTERM')
  await db.destroy()
  await fresh.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function startWitness(): Promise<{ vkey: string } | undefined> {
  const main = join(import.meta.dirname, '../../services/hub/src/main.ts')
  const { formatVkey } = await import('@inquiry/transparency')
  const args = ['witness', '--name', 'witness.example', '--listen', '127.0.0.1:0', '--trust', formatVkey(logKey)]
  witness = spawn(process.execPath, [main, ...args, '--data', join(folder, 'witness')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of witness.stdout ?? []) {
    said += String(chunk)
    const address = /HUB_WITNESSES="(.+)"/.exec(said)?.[1]
    if (address === undefined) continue
    witnessAddress = address
    return { vkey: address.split(' ')[0] ?? '' }
  }
  return undefined
}

function keyOf(vkey: string): VerifierKey {
  const key = parseVkey(vkey)
  if (!key) throw new Error(`no vkey: ${vkey}`)
  return key
}

async function addNode(nodeId: string): Promise<void> {
  const coordinator = new Coordinator(hub.url, hub.secrets.adminToken)
  await coordinator.ok('POST', '/v1/nodes', { nodeId, name: nodeId, kind: 'city' })
  await coordinator.ok('POST', `/v1/nodes/${nodeId}/suspension`, { reason: '演练' })
}

/** The checkpoint that is given out, once it has reached the size, with the keys that have truly signed it. */
async function signersOf(size: number, patienceMs = 9_000): Promise<string[]> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(100)) {
    const { text } = await request(`${hub.url}/v1/log/checkpoint`)
    const opened = await openCheckpoint(text, logKey, [witnessKey])
    if (opened.ok && opened.value.size === size) return opened.value.signatures.map(({ key }) => key.name)
  }
  return []
}

describe('a witness', () => {
  test('cosigns what has grown from what it saw, again and again', async () => {
    await addNode('440100')
    expect(await signersOf(1)).toEqual([logKey.name, 'witness.example'])
    await addNode('440200')
    expect(await signersOf(2)).toEqual([logKey.name, 'witness.example'])
  })

  test('refuses what no witness needs, with the statuses of its specification', async () => {
    const url = witnessAddress.split(' ')[1] ?? ''
    const ask = async (body: string): Promise<number> =>
      (await fetch(`${url}/add-checkpoint`, { method: 'POST', body })).status
    const { text: note } = await request(`${hub.url}/v1/log/checkpoint`)
    expect(await ask('nonsense')).toBe(400)
    expect(await ask(`old 9\n\n${note}`)).toBe(400)
    expect(await ask(`old 1\n\n${note}`)).toBe(409)
    expect(await ask(`old 2\n\n${note.replace(logKey.name, 'elsewhere.example')}`)).toBe(404)
    expect(await ask(`old 2\n\n${note.replace('\n2\n', '\n3\n')}`)).toBe(403)
    expect(await ask(`old 2\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${note}`)).toBe(400)
    expect(await ask(`old 2\n\n${note}`)).toBe(200)
  })

  test('does not sign a second history, even where the hub has forgotten the first', async () => {
    await hub.stop()
    await db.deleteFrom('event').where('position', '>=', 1).execute()
    await db.updateTable('log_head').set({ size: 1 }).execute()
    await db.deleteFrom('log_tile').execute()
    await db.deleteFrom('log_checkpoint').execute()
    await db.deleteFrom('reader_cursor').execute()
    rmSync(join(folder, 'hub', 'log.checkpoint'))
    hub = await start(witnessAddress)
    await addNode('440300')
    await addNode('440400')
    expect(await signersOf(3)).toEqual([logKey.name])
  })
})
