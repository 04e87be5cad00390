import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedPostgres } from '@inquiry/database'
import pg from 'pg'
import { randomFrom } from '../random.ts'
import type { Caught, ControlOptions } from './controls.ts'
import { judgeControl } from './judge-control.ts'

const writers = 12

/** Twelve writers, a fifth of whose transactions take up to 30 ms, and a poller that remembers the last id. */
export async function pollByLastId({ seed, seconds }: ControlOptions): Promise<Caught> {
  const folder = mkdtempSync(join(tmpdir(), 'control-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const pool = new pg.Pool({ connectionString: server.url, max: writers + 1 })
  // The server ends before the last connection has.
  pool.on('error', () => {})
  try {
    await pool.query('create table outbox (id bigint generated always as identity primary key, body text)')
    const ended = new AbortController()
    const committed: number[] = []
    const writing = Array.from({ length: writers }, (_, i) =>
      write(pool, randomFrom(seed + i), committed, ended.signal),
    )
    const polling = poll(pool, ended.signal)
    await sleep(Math.min(seconds, 10) * 1000)
    ended.abort()
    await Promise.all(writing)
    return judgeControl(committed, await polling)
  } finally {
    await pool.end()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function write(pool: pg.Pool, random: () => number, committed: number[], signal: AbortSignal): Promise<void> {
  const client = await pool.connect()
  while (!signal.aborted) {
    await client.query('begin')
    const { rows } = await client.query<{ id: string }>(`insert into outbox (body) values ('x') returning id`)
    if (random() < 0.2) await sleep(random() * 30)
    await client.query('commit')
    committed.push(Number(rows[0]?.id))
  }
  client.release()
}

async function poll(pool: pg.Pool, signal: AbortSignal): Promise<number[]> {
  const seen: number[] = []
  let isLast = false
  for (let last = 0; !isLast;) {
    isLast = signal.aborted
    if (isLast) await sleep(500)
    const { rows } = await pool.query<{ id: string }>('select id from outbox where id > $1 order by id', [last])
    for (const { id } of rows) seen.push(Number(id))
    last = seen.at(-1) ?? last
    await sleep(5)
  }
  return seen
}
