import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openDatabase, startEmbeddedPostgres, type Database } from '@inquiry/database'
import { readConfig, startHub } from '@inquiry/hub'
import type { Discovery } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request } from '../province/answer.ts'
import { Coordinator } from '../province/coordinator.ts'
import { submission } from '../province/filing.ts'
import { Node } from '../province/node.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../../services/hub/src/main.ts')

let folder: string
let data: string
let vkey: string
let events: number
/** A checkpoint as a node may have kept it, before the last events. */
let kept: string

/** A hub on its own embedded PostgreSQL records some cases, exports its log, and is stopped. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inquiry-verify-'))
  data = join(folder, 'hub')
  const hub = await startHub({
    ...readConfig({}, { PORT: '0', HUB_DATA: data, HUB_LOG_LEVEL: 'silent', HUB_ENVELOPES_PER_SECOND: '0' }),
    natsUrl: undefined,
  })
  const coordinator = new Coordinator(hub.url, hub.secrets.adminToken)
  const { enrolment } = await coordinator.ok<{ enrolment: { code: string } }>('POST', '/v1/nodes', {
    nodeId: '440100',
    name: '广州',
    kind: 'city',
  })
  const node = await Node.enrol(hub.url, '440000-hub', '440100', enrolment.code)
  await node.push(...Array.from({ length: 150 }, () => submission()))
  await settled(hub.url, 301)
  kept = (await request(`${hub.url}/v1/log/checkpoint`)).text
  await node.push(submission())
  events = await settled(hub.url, 303)
  vkey = (await request<Discovery>(`${hub.url}/.well-known/inquiry-hub`)).body.log.vkey
  writeFileSync(join(folder, 'kept.checkpoint'), kept)
  writeFileSync(join(folder, 'newest.checkpoint'), (await request(`${hub.url}/v1/log/checkpoint`)).text)
  await run(process.execPath, [main, 'export', '--data', data, '--out', join(folder, 'log.jsonl')])
  await hub.stop()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Wait until the checkpoint covers at least so many events and stands still; answers its size. */
async function settled(url: string, least: number): Promise<number> {
  for (let before = -1, tries = 0; tries < 100; tries += 1) {
    const size = Number((await request(`${url}/v1/log/checkpoint`)).text.split('\n')[1])
    if (size >= least && size === before) return size
    before = size
    await sleep(700)
  }
  throw new Error(`the checkpoint did not reach ${least}`)
}

type Said = { code: number; text: string; last: string }

async function verify(...args: string[]): Promise<Said> {
  const said = (code: number, text: string): Said => ({ code, text, last: text.trim().split('\n').at(-1) ?? '' })
  return run(process.execPath, [main, 'verify', ...args]).then(
    ({ stdout }) => said(0, stdout),
    (error: { code: number; stdout: string; stderr: string }) => said(error.code, error.stdout + error.stderr),
  )
}

describe('an exported log', () => {
  const exported = (): string => readFileSync(join(folder, 'log.jsonl'), 'utf8')
  const changed = (change: (lines: string[]) => string[]): string => {
    const file = join(folder, 'changed.jsonl')
    writeFileSync(file, change(exported().split('\n')).join('\n'))
    return file
  }

  test('holds, by the key that was learnt elsewhere, and against a checkpoint that was kept', async () => {
    const said = await verify(
      join(folder, 'log.jsonl'),
      '--vkey',
      vkey,
      '--checkpoint',
      join(folder, 'kept.checkpoint'),
    )
    expect(said).toMatchObject({ code: 0, last: 'HOLDS: every event, tile and root is as it was signed' })
    expect(said.text).toContain(`${events} events read, the checkpoint covers ${events}, 0 are newer; 1 other`)
  })

  test('names the event in which one letter was changed', async () => {
    const at = (lines: string[]): number => lines.findIndex((line) => line.startsWith('{"event":[117,'))
    const file = changed((lines) =>
      lines.map((line, index) => (index === at(lines) ? line.replace('2026', '2025') : line)),
    )
    expect(await verify(file, '--vkey', vkey)).toMatchObject({ code: 1, last: 'BROKEN at position 117' })
  })

  test('names what was cut out of the middle or off the end', async () => {
    const middle = changed((lines) => lines.filter((line) => !line.startsWith('{"event":[20,')))
    expect(await verify(middle, '--vkey', vkey)).toMatchObject({ code: 1, last: 'BROKEN at position 20' })
    const end = changed((lines) => lines.filter((line) => !line.startsWith(`{"event":[${events - 1},`)))
    expect(await verify(end, '--vkey', vkey)).toMatchObject({ code: 1, last: `BROKEN at position ${events - 1}` })
  })

  test('is not believed under another key, nor where it is no export', async () => {
    const other = vkey.replace(/hubs\/440000-hub\+[0-9a-f]{8}/, 'hubs/440000-hub+00000000')
    expect((await verify(join(folder, 'log.jsonl'), '--vkey', other)).code).toBe(1)
    expect((await verify(changed((lines) => [...lines.slice(0, 9), 'nonsense']))).text).toBe(
      'Line 10 is not that of a log export.\n',
    )
  })
})

describe('the database of a stopped hub', () => {
  /** A copy of the hub's folder, changed by SQL while no hub runs. */
  async function tampered(change: (db: Database) => Promise<unknown>): Promise<string> {
    const copy = copyOfHub()
    const server = await startEmbeddedPostgres(join(copy, 'postgres'))
    const db = openDatabase(server.url, { max: 1 })
    await change(db)
    await db.destroy()
    await server.stop()
    return copy
  }
  const update = (set: Record<string, unknown>) => (db: Database) =>
    db
      .updateTable('event')
      .set(set as never)
      .where('position', '=', 42)
      .execute()

  test('holds as it was left', async () => {
    const said = await verify('--data', data, '--vkey', vkey, '--checkpoint', join(folder, 'newest.checkpoint'))
    expect(said).toMatchObject({ code: 0, last: 'HOLDS: every event, tile and root is as it was signed' })
  })

  test.each([
    ['leaf', { leaf: '{"specversion":"1.0"}' }],
    ['type', { type: 'case.withdrawn' }],
    ['case_id', { case_id: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e' }],
    ['subject', { subject: 'x' }],
    ['division', { division: '440107' }],
    ['node', { node: null }],
    ['recorded_at', { recorded_at: new Date(0) }],
    ['private', { private: '{"message":{"content":"something else"}}' }],
    ['audience', { audience: '[]' }],
  ])('names the event whose column %s was changed', async (_column, set) => {
    const copy = await tampered(update(set))
    expect(await verify('--data', copy, '--vkey', vkey)).toMatchObject({ code: 1, last: 'BROKEN at position 42' })
  })

  test('names the event of which one byte was flipped in the file on the disk', async () => {
    const copy = copyOfHub()
    const { file, at, position } = leafOnDisk(join(copy, 'postgres', 'base'))
    const bytes = readFileSync(file)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await verify('--data', copy, '--vkey', vkey)).toMatchObject({
      code: 1,
      last: `BROKEN at position ${position}`,
    })
  })

  test('has lost its last event: the next proof against a checkpoint that somebody kept fails', async () => {
    const copy = await tampered(async (db) => {
      await db
        .deleteFrom('event')
        .where('position', '=', events - 1)
        .execute()
      await db
        .updateTable('log_head')
        .set({ size: events - 1 })
        .execute()
      const before = db.selectFrom('log_checkpoint').select('size').where('size', '<', events).orderBy('size', 'desc')
      const { size } = await before.limit(1).executeTakeFirstOrThrow()
      await db.deleteFrom('log_checkpoint').where('size', '>', size).execute()
    })
    const said = await verify('--data', copy, '--vkey', vkey, '--checkpoint', join(folder, 'newest.checkpoint'))
    expect(said.code).toBe(1)
    expect(said.text).toContain(`a checkpoint promised ${events} events; the log is shorter now`)
  })
})

/** A copy of the stopped hub's folder; PostgreSQL insists on its modes. */
function copyOfHub(): string {
  rmSync(join(folder, 'copy'), { recursive: true, force: true })
  execFileSync('cp', ['-a', data, join(folder, 'copy')])
  return join(folder, 'copy')
}

/** Where the text of some event lies in the files of the cluster: the page's byte, and the event's position. */
function leafOnDisk(base: string): { file: string; at: number; position: number } {
  for (const name of readdirSync(base, { recursive: true }) as string[]) {
    const file = join(base, name)
    if (!statSync(file).isFile()) continue
    const bytes = readFileSync(file)
    const at = bytes.indexOf('{"specversion":"1.0","id":"440000-hub:')
    const position = Number(/^\d+/.exec(bytes.subarray(at + 38, at + 48).toString('latin1'))?.[0])
    if (at >= 0) return { file, at: at + 20, position }
  }
  throw new Error('no leaf lies in the files')
}
