import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { checkSettings, migrate, openDatabase, startEmbeddedPostgres } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'embedded-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the embedded PostgreSQL', () => {
  test('keeps what was committed over a stop and a start, with settings that make a commit durable', async () => {
    const first = await startEmbeddedPostgres(join(folder, 'kept'))
    const db = openDatabase(first.url)
    await migrate(db)
    expect(await checkSettings(db)).toEqual([])
    await sql`update log_head set size = 7`.execute(db)
    await db.destroy()
    await first.stop()
    const second = await startEmbeddedPostgres(join(folder, 'kept'))
    const again = openDatabase(second.url)
    expect(await again.selectFrom('log_head').select('size').executeTakeFirst()).toEqual({ size: 7 })
    await again.destroy()
    await second.stop()
  })

  test('ends when the process that started it is killed with SIGKILL', async () => {
    const program = `const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, '../src/index.ts'))})
      const server = await startEmbeddedPostgres(${JSON.stringify(join(folder, 'orphan'))})
      console.log(server.pid); setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pid = Number(
      await new Promise<string>((said) => parent.stdout.once('data', (chunk: Buffer) => said(chunk.toString()))),
    )
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    parent.kill('SIGKILL')
    for (let i = 0; i < 100 && existsSync(join(folder, 'orphan', 'postmaster.pid')); i++) await sleep(100)
    expect(existsSync(join(folder, 'orphan', 'postmaster.pid'))).toBe(false)
  })
})
