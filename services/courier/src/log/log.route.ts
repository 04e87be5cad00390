import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, problemAnswer, noParameters } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { ConsistencyProof, InclusionProof } from '@inquiry/schema'
import { publishedCheckpoint, type SignedCheckpoint } from './checkpoints.query.ts'
import { proveConsistency, proveInclusion } from './prove-from-tiles.ts'
import { serveTile, tileDocument } from './tile.route.ts'

export type LogRoutesOptions = { db: Database; access: Access; publicEvents: boolean; now: () => Date }

const tags = ['log 透明日志']
const checkpointRoute = createRoute({
  method: 'get',
  path: '/v1/log/checkpoint',
  tags,
  summary: '检查点 the newest signed checkpoint (C2SP signed note)',
  request: { query: NoQuery },
  responses: {
    200: { description: 'origin, size, root hash, signatures', content: { 'text/plain': { schema: z.string() } } },
    ...problemAnswer,
  },
})
const digits = z.string().regex(/^(0|[1-9]\d{0,15})$/)
const proofRoute = createRoute({
  method: 'get',
  path: '/v1/log/proof',
  tags,
  summary: '证明 an inclusion proof (position, size) or a consistency proof (from, to), RFC 6962',
  request: {
    query: z.strictObject({
      position: digits.optional(),
      size: digits.optional(),
      from: digits.optional(),
      to: digits.optional(),
    }),
  },
  responses: { 200: jsonAnswer(z.union([InclusionProof, ConsistencyProof]), 'The proof'), ...problemAnswer },
})

/** `/v1/log/…` (§9, annex A16–A18): checkpoints, hash tiles and proofs are public; entries need a credential. */
export function logRoutes({ db, access, publicEvents, now }: LogRoutesOptions) {
  const app = createRouter()
  const published = (): Promise<SignedCheckpoint | undefined> => publishedCheckpoint(db, now())
  app.openapi(checkpointRoute, async (c) => {
    const checkpoint = await published()
    if (!checkpoint) return fail('unavailable', '尚未签署检查点。', 'No checkpoint is signed yet.', { retryAfter: 1 })
    return c.body(checkpoint.note, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=1',
    }) as never
  })
  app.openapi(proofRoute, async (c) => {
    const asked = Object.fromEntries(Object.entries(c.req.valid('query')).map(([name, text]) => [name, Number(text)]))
    const size = (await published())?.size ?? 0
    const names = Object.keys(asked).toSorted().join(' ')
    if (names === 'position size')
      return c.json(await proveInclusion(db, { position: 0, size: 0, ...asked }, size), 200)
    if (names === 'from to') return c.json(await proveConsistency(db, { from: 0, to: 0, ...asked }, size), 200)
    return fail(
      'invalid-parameter',
      '请给出 position 与 size，或 from 与 to。',
      'Give position and size, or from and to.',
      { errors: [{ pointer: '?', rule: 'required', message: 'position, size | from, to' }] },
    )
  })
  app.openAPIRegistry.registerPath(tileDocument)
  app.use('/v1/log/tile/entries/*', publicEvents ? (_c, next) => next() : access.anyone())
  app.get('/v1/log/tile/*', noParameters, (c) => serveTile(c, db))
  return app
}
