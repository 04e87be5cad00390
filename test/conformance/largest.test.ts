import { parseEntryBundle } from '@inquiry/transparency'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let node: Node
beforeAll(async () => {
  province = await startProvince()
  node = await province.join('440100')
})
afterAll(() => province.stop())

/** The longest text that the standard admits, in characters of four bytes. */
const longest = (characters: number): string => '𠮷'.repeat(characters)
const attachments = Array.from({ length: 50 }, (_, at) => ({
  digest: `sha-256:${String(at).padStart(43, 'A')}`,
  size: 20 * 1024 * 1024,
  mediaType: 'application/pdf',
  name: longest(200),
}))

describe('the largest that the standard admits', () => {
  test('is recorded message by message, and every entry of the log can be read', async () => {
    const sourceId = `S${'x'.repeat(63)}`
    const submitted = submission(
      {
        title: longest(200),
        content: longest(20_000),
        place: { address: longest(500), longitude: 113.3245678, latitude: 23.1234567, crs: 'CGCS2000' },
        category: { scheme: 'inquiry-category', version: '1', code: '020301' },
        attachments,
        extensions: { '440100': { note: 'x'.repeat(16_000) } },
      },
      { id: `m${'x'.repeat(63)}`, sourceId },
    )
    const caseId = String((await node.say(submitted)).caseId)
    await node.receive('case.assigned', caseId)
    const said: [string, Record<string, unknown>][] = [
      ['case.amended', { title: longest(200), content: longest(20_000), attachments, note: longest(20_000) }],
      ['case.accepted', { unit: longest(200), note: longest(20_000) }],
      ['case.progressed', { unit: longest(200), note: longest(20_000) }],
      ['case.paused', { reason: 'hearing', explanation: longest(20_000) }],
      ['case.resumed', { reason: longest(20_000), explanation: longest(20_000) }],
      [
        'case.replied',
        { content: longest(20_000), public: true, unit: longest(200), repliedAt: new Date().toISOString() },
      ],
      ['case.closed', { outcome: 'explained' }],
      ['case.rated', { rating: 1, comment: longest(20_000) }],
      ['case.reopen-requested', { reason: longest(20_000) }],
    ]
    for (const [type, data] of said) {
      const result = await node.say(about(caseId, type, data))
      expect([type, result.status, result.problem]).toEqual([type, 'recorded', undefined])
    }
    const rows = await province.db.selectFrom('event').select('leaf').execute()
    expect(Math.max(...rows.map(({ leaf }) => Buffer.byteLength(leaf)))).toBeLessThan(16_384)
    expect(await entries()).toEqual(rows.length)
  })
})

/** How many entries the newest bundle of the log holds; there are fewer than 256. */
async function entries(): Promise<number> {
  const { size } = await province.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
  const read = async (): Promise<number> => {
    const path = `/v1/log/tile/entries/000.p/${size}`
    const answer = await fetch(`${province.url}${path}`, { headers: { authorization: `Bearer ${await node.token()}` } })
    return answer.status === 200 ? (parseEntryBundle(new Uint8Array(await answer.arrayBuffer()))?.length ?? 0) : 0
  }
  await expect.poll(read, { timeout: 10_000 }).toBe(size)
  return size
}
