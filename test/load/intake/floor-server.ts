import { createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto'
import { serve } from '@hono/node-server'
import { messageSchema, type Message } from '@inquiry/schema'
import { Hono } from 'hono'
import pg from 'pg'
import { z } from 'zod'

/**
 * The least code that does the work of a hub: verify the signature, parse, validate, guard against replay, insert the
 * envelope, case and event rows of everybody who waits in one durable statement, sign a receipt. And an echo.
 */
const [, , databaseUrl = '', publicJwk = '{}'] = process.argv
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
await pool.query(`create table if not exists envelope (jti text primary key, digest bytea, n int)`)
await pool.query(
  `create table if not exists case_row (node text, source_id text, doc jsonb, digest bytea, primary key (node, source_id))`,
)
await pool.query(
  `create table if not exists event_row (id bigint generated always as identity primary key, subject text, body jsonb)`,
)
const key = createPublicKey({ key: JSON.parse(publicJwk) as { kty: string }, format: 'jwk' })
const { privateKey } = generateKeyPairSync('ed25519')
const Claims = z.object({
  jti: z.string(),
  iss: z.string(),
  messages: z.array(messageSchema('case.submitted')).max(1000),
})

type Row = [node: string, sourceId: string, doc: string, digest: Buffer]
type Waiting = {
  rows: Row[]
  envelope: [jti: string, digest: Buffer, n: number]
  done: () => void
  failed: (error: unknown) => void
}
let queue: Waiting[] = []
let inFlight = 0

const statement = `
  with e as (insert into envelope (jti, digest, n) select * from unnest($5::text[], $6::bytea[], $7::int[]) on conflict do nothing),
  c as (insert into case_row (node, source_id, doc, digest) select * from unnest($1::text[], $2::text[], $3::jsonb[], $4::bytea[]) on conflict do nothing returning node, source_id)
  insert into event_row (subject, body) select 'inquiry.' || node, jsonb_build_object('sourceId', source_id) from c`

function flush(): void {
  if (inFlight >= 2 || queue.length === 0) return
  const batch = queue
  queue = []
  inFlight += 1
  const rows = batch.flatMap((waiting) => waiting.rows)
  const column = <K extends 0 | 1 | 2 | 3>(k: K): Row[K][] => rows.map((row) => row[k])
  const envelopes = batch.map((waiting) => waiting.envelope)
  pool
    .query({
      name: 'batch',
      text: statement,
      values: [
        column(0),
        column(1),
        column(2),
        column(3),
        envelopes.map((e) => e[0]),
        envelopes.map((e) => e[1]),
        envelopes.map((e) => e[2]),
      ],
    })
    .then(
      () => batch.forEach((waiting) => waiting.done()),
      (error: unknown) => batch.forEach((waiting) => waiting.failed(error)),
    )
    .finally(() => {
      inFlight -= 1
      flush()
    })
}

function verified(signingInput: string, signature: string): Promise<boolean> {
  return new Promise((resolve) =>
    verify(null, Buffer.from(signingInput), key, Buffer.from(signature, 'base64url'), (error, holds) =>
      resolve(error === null && holds),
    ),
  )
}

const app = new Hono()
app.post('/echo', async (c) => c.json({ n: (await c.req.text()).length }))
app.post('/v1/messages', async (c) => {
  const text = await c.req.text()
  const [header = '', payload = '', signature = ''] = text.split('.')
  if (!(await verified(`${header}.${payload}`, signature))) return c.json({}, 401)
  const { jti, iss, messages } = Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  const digest = hash('sha256', text, 'buffer')
  const rows = (messages as Message<'case.submitted'>[]).map((message): Row => {
    const doc = JSON.stringify(message)
    return [iss, message.case.sourceId ?? '', doc, hash('sha256', doc, 'buffer')]
  })
  await new Promise<void>((done, failed) => {
    queue.push({ rows, envelope: [jti, digest, rows.length], done, failed })
    setImmediate(flush)
  })
  const claims = { jti, digest: digest.toString('base64url'), accepted: rows.length, at: new Date().toISOString() }
  const input = `${Buffer.from('{"alg":"Ed25519"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return c.json({
    accepted: rows.length,
    receipt: `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`,
  })
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => process.send?.({ port: info.port }))
process.on('disconnect', () => process.exit(0))
