import { z, type RouteConfig } from '@hono/zod-openapi'
import { leavesAfter } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { problemAnswer } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import {
  formatEntryBundle,
  hashesIn,
  parseTilePath,
  sizesWithWidth,
  tileWidth,
  type TilePath,
} from '@inquiry/transparency'
import type { Context } from 'hono'
import { isCheckpointed } from './checkpoints.query.ts'
import { storedTiles } from './tiles.query.ts'

/** How tiles stand in the OpenAPI document: their path has as many segments as the number of the tile needs. */
export const tileDocument: RouteConfig = {
  method: 'get',
  path: '/v1/log/tile/{tile}',
  tags: ['log 透明日志'],
  summary: '哈希瓦片与原文包 hash tiles and entry bundles (C2SP tlog-tiles)',
  request: {
    params: z.object({
      tile: z.string().openapi({ description: '<level | entries>/<index>[.p/<width>]', example: '0/000.p/8' }),
    }),
  },
  responses: {
    200: { description: 'The bytes', content: { 'application/octet-stream': { schema: z.string() } } },
    ...problemAnswer,
  },
}

/**
 * A hash tile or an entry bundle. What was ever served under a path stays the same for ever; a partial one is there only
 * at a width at which a checkpoint was signed (C2SP tlog-tiles).
 */
export async function serveTile(c: Context, db: Database): Promise<Response> {
  const path = parseTilePath(c.req.path.slice('/v1/log/'.length))
  const bytes = path && (await tileBytes(db, path))
  if (!bytes) return fail('not-found', '没有这个瓦片。', 'There is no such tile.')
  if (path.level !== 'entries') c.header('cache-control', 'public, max-age=31536000, immutable')
  return c.body(Buffer.from(bytes), 200, { 'content-type': 'application/octet-stream' })
}

async function tileBytes(db: Database, { level, index, width }: TilePath): Promise<Uint8Array | undefined> {
  const address = { level: level === 'entries' ? 0 : level, index }
  const sizes = sizesWithWidth(address, width)
  if (sizes.from > Number.MAX_SAFE_INTEGER || !(await isCheckpointed(db, sizes))) return undefined
  if (level === 'entries') return entryBundle(db, index, width)
  const [stored] = await storedTiles(db, 'events').readTiles([address])
  return hashesIn(stored, 0, width)
}

async function entryBundle(db: Database, index: number, width: number): Promise<Uint8Array | undefined> {
  const leaves = await leavesAfter(db, index * tileWidth - 1, width)
  return leaves.length === width ? formatEntryBundle(leaves.map(({ leaf }) => Buffer.from(leaf))) : undefined
}
