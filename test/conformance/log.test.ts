import type { ConsistencyProof, Discovery, InclusionProof } from '@inquiry/schema'
import {
  fromBase64,
  hashLeaf,
  openCheckpoint,
  parseEntryBundle,
  parseVkey,
  verifyConsistency,
  verifyInclusion,
} from '@inquiry/transparency'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request, slugOf } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
})
afterAll(() => province.stop())

const get = <T = Record<string, unknown>>(path: string) => request<T>(`${province.url}${path}`)

async function checkpoint() {
  const { body: hub } = await get<Discovery>('/.well-known/inquiry-hub')
  const key = parseVkey(hub.log.vkey)
  if (!key) throw new Error(`no vkey: ${hub.log.vkey}`)
  const { text, headers } = await get(hub.log.checkpoint)
  const opened = await openCheckpoint(text, key)
  if (!opened.ok) throw new Error(`${opened.fault}: ${text}`)
  return { ...opened.value, headers, origin: hub.log.origin }
}

/** The first checkpoint of at least this size. */
async function checkpointOf(size: number) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await checkpoint()
    if (found.size >= size) return found
    await sleep(100)
  }
  throw new Error(`no checkpoint reached ${size} within 10 s`)
}

describe('the transparency log of a running hub', () => {
  test('covers what a receipt confirms within ten seconds, under a signature by the key that discovery names', async () => {
    const { position = -1 } = await guangzhou.say(submission())
    const { size, rootHash, headers, origin } = await checkpointOf(position + 1)
    expect(origin).toBe('standard.invalid/hubs/440000-hub')
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const { text: leaf } = await guangzhou.get(`/v1/events/${position}`)
    const { body } = await get<InclusionProof>(`/v1/log/proof?position=${position}&size=${size}`)
    const hashes = body.hashes.map((hash) => fromBase64(hash) ?? new Uint8Array())
    const leafHash = hashLeaf(Buffer.from(leaf))
    expect(verifyInclusion({ position, size, leafHash, rootHash, hashes })).toBe(true)
    expect(body).toMatchObject({ leafHash: Buffer.from(leafHash).toString('base64') })
  })

  test('only ever grows: a later checkpoint is proven to begin with an earlier one', async () => {
    const before = await checkpoint()
    const { position = -1 } = await guangzhou.say(submission())
    const after = await checkpointOf(position + 1)
    const { body } = await get<ConsistencyProof>(`/v1/log/proof?from=${before.size}&to=${after.size}`)
    const hashes = body.hashes.map((hash) => fromBase64(hash) ?? new Uint8Array())
    const claim = {
      from: before.size,
      to: after.size,
      fromRootHash: before.rootHash,
      toRootHash: after.rootHash,
      hashes,
    }
    expect(verifyConsistency(claim)).toBe(true)
    expect((await get<ConsistencyProof>(`/v1/log/proof?from=${before.size}&to=${before.size}`)).body.hashes).toEqual([])
  })

  test('gives tiles that never change, and only at sizes at which a checkpoint was signed', async () => {
    const { size } = await checkpoint()
    const tile = await fetch(`${province.url}/v1/log/tile/0/000.p/${size}`)
    expect(tile.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await tile.arrayBuffer()).byteLength).toBe(size * 32)
    for (const path of [
      `0/000.p/${size + 1}`,
      '0/000',
      '0/0',
      '64/000',
      '63/x999/x999/x999/999',
      '1/000.p/1',
      'x/000',
      '0/000.p/256',
    ])
      expect([path, (await get(`/v1/log/tile/${path}`)).status]).toEqual([path, 404])
  })

  test('gives the exact leaves in bundles to who has a credential, and to nobody else', async () => {
    const { size } = await checkpoint()
    const path = `/v1/log/tile/entries/000.p/${size}`
    expect(slugOf(await get(path))).toBe('unauthenticated')
    const answer = await fetch(`${province.url}${path}`, {
      headers: { authorization: `Bearer ${await guangzhou.token()}` },
    })
    const leaves = parseEntryBundle(new Uint8Array(await answer.arrayBuffer()))
    expect(leaves?.length).toBe(size)
    expect(Buffer.from(leaves?.[0] ?? []).toString()).toBe((await guangzhou.get('/v1/events/0')).text)
  })
})

describe('a proof that cannot be', () => {
  const rows: [query: string, status: number, slug: string][] = [
    ['position=0&size=100000', 404, 'not-found'],
    ['from=1&to=100000', 404, 'not-found'],
    ['position=1&size=1', 400, 'invalid-parameter'],
    ['position=200000&size=100000', 400, 'invalid-parameter'],
    ['position=0&size=0', 400, 'invalid-parameter'],
    ['from=0&to=1', 400, 'invalid-parameter'],
    ['from=0&to=0', 400, 'invalid-parameter'],
    ['from=2&to=1', 400, 'invalid-parameter'],
    ['from=200000&to=100000', 400, 'invalid-parameter'],
    ['position=-1&size=1', 400, 'invalid-parameter'],
    ['position=01&size=2', 400, 'invalid-parameter'],
    ['position=0x1&size=2', 400, 'invalid-parameter'],
    ['position=1.0&size=2', 400, 'invalid-parameter'],
    ['position=1e0&size=2', 400, 'invalid-parameter'],
    ['position=&size=2', 400, 'invalid-parameter'],
    ['position=0&size=9007199254740993', 400, 'invalid-parameter'],
    ['position=0&size=99999999999999999999', 400, 'invalid-parameter'],
    ['position=0', 400, 'invalid-parameter'],
    ['size=1', 400, 'invalid-parameter'],
    ['from=1', 400, 'invalid-parameter'],
    ['', 400, 'invalid-parameter'],
    ['position=0&size=1&from=1&to=1', 400, 'invalid-parameter'],
    ['position=0&size=1&also=1', 400, 'invalid-parameter'],
    ['position=0&position=1&size=2', 400, 'invalid-parameter'],
  ]
  test.each(rows)('%j is answered %i %s', async (query, status, slug) => {
    const answer = await get(`/v1/log/proof?${query}`)
    expect([answer.status, slugOf(answer)]).toEqual([status, slug])
  })
})
