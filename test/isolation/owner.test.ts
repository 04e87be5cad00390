import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asNode, migrate, openDatabase, startEmbeddedPostgres, type EmbeddedPostgres } from '@inquiry/database'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let folder: string
let server: EmbeddedPostgres
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inquiry-owner-'))
  server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`create role app login createrole password 'app'`)
  await client.query('create database app owner app')
  await client.end()
  const at = new URL(server.url)
  Object.assign(at, { username: 'app', password: 'app', pathname: '/app' })
  url = at.href
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a database whose owner is no superuser', () => {
  test('is brought to this release, once and again, and reads for a node under the node’s role', async () => {
    const db = openDatabase(url, { max: 2 })
    try {
      await migrate(db)
      await migrate(db)
      const at = new Date()
      for (const node_id of ['440100', '440600'])
        await db
          .insertInto('node')
          .values({ node_id, name: node_id, kind: 'city', contact: null, created_at: at })
          .execute()
      expect(await asNode(db, '440100', (rows) => rows.selectFrom('node').select('node_id').execute())).toEqual([
        { node_id: '440100' },
      ])
    } finally {
      await db.destroy()
    }
  })
})
