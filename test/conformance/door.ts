import { createPrivateKey } from 'node:crypto'
import { openDatabase, freshDatabase } from '@inquiry/database'
import { signingKeyOf } from '@inquiry/envelope'
import { createRouter, createTokenBuckets } from '@inquiry/http'
import { pressureOn } from '@inquiry/work-loop'
import { createIntakeGate, createMappingDirectory, createRecorder, messagesRoutes } from '@inquiry/intake'
import { problemHandler, problemNotFound } from '@inquiry/problems'
import { addKey, addNode, revokeKey, setSuspension } from '@inquiry/registry'
import { createMetrics } from '@inquiry/telemetry'
import { sql } from 'kysely'
import { findKey, imported, world } from './world.ts'

/** The nodes' door of a hub that has recorded nothing, with the vectors' keys registered and a clock that is set. */
export type Door = {
  /** Post a body at the hub's time `at`, in Unix seconds. */
  post: (body: Uint8Array, at: number, headers?: Record<string, string>) => Promise<Response>
  /** How many events, envelopes and rejected messages are recorded. */
  recorded: () => Promise<number>
  /** Be again a hub that has recorded nothing. */
  forget: () => Promise<void>
  close: () => Promise<void>
}

export async function openDoor(postgresUrl: string): Promise<Door> {
  const fresh = await freshDatabase(postgresUrl)
  const db = openDatabase(fresh.url, { max: 4 })
  let time = new Date(world.now * 1000)
  const clock = { now: () => time, wallClock: () => time }
  await register(db)
  const { signer } = signingKeyOf(createPrivateKey({ key: world.hubKeys[0]?.privateJwk ?? {}, format: 'jwk' }))
  const metrics = createMetrics()
  const { hubId } = world
  const recorder = createRecorder({ db, hubId, ...clock, signer, isNode: () => false, metrics, pressure: pressureOn() })
  const app = createRouter()
  app.onError(problemHandler((error) => console.error(error)))
  app.notFound(problemNotFound)
  const door = messagesRoutes({
    mappings: createMappingDirectory(db),
    hubId,
    ...clock,
    findKey,
    findPrivateKey: () => undefined,
    citizenKey: new Uint8Array(32),
    quota: createTokenBuckets(0, 0),
    gate: createIntakeGate(),
    recorder,
    metrics,
  })
  app.route('/', door)
  return {
    post: async (body, at, headers = {}) => {
      time = new Date(at * 1000)
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/jose', ...headers },
        body: Buffer.from(body),
      }
      return app.request('/v1/messages', init)
    },
    recorded: async () => {
      const { rows } = await sql<{ count: number }>`
        select (select count(*) from event) + (select count(*) from envelope) + (select count(*) from rejection) as count`.execute(
        db,
      )
      return rows[0]?.count ?? NaN
    },
    forget: async () => {
      await sql`truncate event, envelope, message, rejection, sequence_hole, case_file, inbox cascade`.execute(db)
      await sql`update log_head set size = 0, version = 0, last_at = '1970-01-01'`.execute(db)
      await sql`update node set highest_sequence = 0`.execute(db)
    },
    close: async () => {
      await db.destroy()
      await fresh.drop()
    },
  }
}

/** The nodes and keys of the vectors, with all that stands against them. */
async function register(db: ReturnType<typeof openDatabase>): Promise<void> {
  const registeredAt = new Date((world.now - 86_400) * 1000)
  await db.transaction().execute(async (tx) => {
    for (const nodeId of new Set(world.registeredKeys.map((key) => key.nodeId))) {
      await addNode(tx, { nodeId, name: nodeId, kind: 'city', contact: null }, registeredAt)
    }
    for (const key of world.registeredKeys) {
      const { alg, jwk } = imported(key)
      const notAfter = key.notAfter === undefined ? null : new Date(key.notAfter * 1000)
      await addKey(tx, { kid: key.kid, nodeId: key.nodeId, alg, jwk, registeredAt, notAfter })
      if (key.revokedAt !== undefined) await revokeKey(tx, key.kid, new Date(key.revokedAt * 1000))
      if (key.suspended !== undefined) await setSuspension(tx, key.nodeId, key.suspended)
    }
  })
}
