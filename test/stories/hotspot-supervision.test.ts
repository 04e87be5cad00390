import { atLogHead } from '@inquiry/case-log'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let foshan: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
})
afterAll(() => province.stop())

/** A hot spot as the hub tells of it, without the hundred citizens that make one. */
async function tell(type: 'hotspot.raised' | 'hotspot.lowered', matterId: string): Promise<void> {
  const at = new Date().toISOString()
  const counted = { cases: 40, citizens: 38, platforms: 3, firstAt: at, lastAt: at }
  const head = { caseId: null, subject: matterId, division: '440100', audience: [] }
  await atLogHead(province.db, { hubId: '440000-hub', now: () => new Date() }, async (_, log) => {
    if (type === 'hotspot.raised') log.append({ ...head, type, data: { matterId, division: '440100', ...counted } })
    else log.append({ ...head, type, data: { matterId, division: '440100' } })
  })
}

async function matterOfTwo(titles: readonly string[]): Promise<{ matterId: string; open: string; replied: string }> {
  const [open = '', replied = ''] = await Promise.all(
    titles.map(async (title) =>
      String((await foshan.say(submission({ title, content: `${title}，请抢修。` }))).caseId),
    ),
  )
  for (const caseId of [open, replied]) await guangzhou.receive('case.assigned', caseId)
  const { matterId } = await province.coordinator.ok<{ matterId: string }>('POST', `/v1/cases/${open}/links`, {
    caseId: replied,
    reason: '同一片区供水问题。',
  })
  await guangzhou.say(about(replied, 'case.accepted'))
  await guangzhou.say(
    about(replied, 'case.replied', {
      content: '已抢修。',
      public: true,
      unit: '水务局',
      repliedAt: new Date().toISOString(),
    }),
  )
  return { matterId, open, replied }
}

describe('a hot spot that stays unanswered', () => {
  test('leads to an order on its open cases after two days, unless it has cooled', async () => {
    const hot = await matterOfTwo(['自来水发黄', '水管爆裂停水'])
    const cooled = await matterOfTwo(['公交改线绕行', '地铁口共享单车堆放'])
    await tell('hotspot.raised', hot.matterId)
    await tell('hotspot.raised', cooled.matterId)
    await tell('hotspot.lowered', cooled.matterId)
    await expect.poll(() => province.behind(), { timeout: 20_000 }).not.toContain('rules')
    await province.coordinator.runAhead(49 * 3_600)
    expect(await guangzhou.receive('supervision.issued', hot.open)).toMatchObject({
      data: { level: 'order', by: 'rule' },
      private: { reason: '所属热点事项 48 小时未回复' },
    })
    const orders = (await guangzhou.inbox())
      .filter(({ type }) => type === 'inquiry.supervision.issued.v1')
      .map(({ subject }) => subject)
    expect(orders).toEqual([hot.open])
  })
})
