import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'
import { configure, joinedCity, plainFields } from './city.ts'
import { ended } from './command-line.ts'

let province: Province
let guangzhou: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
})
afterAll(() => province.stop())

describe('a gateway that runs', () => {
  test('takes what is dropped, writes back what comes at once, is asked meanwhile, and ends when told', async () => {
    const city = await joinedCity(province, '440600', {})
    configure(city, {
      hub: province.url,
      node: '440600',
      everySeconds: 5,
      sources: [
        { name: 'cases', kind: 'folder', sends: 'cases', folder: 'drop', settleSeconds: 0, fields: plainFields },
      ],
      writeBack: [{ kind: 'files', folder: 'replies', format: 'csv' }],
    })
    const child = city.start('run')
    const end = ended(child)
    writeFileSync(city.path('drop/a.csv'), 'number,title,content,updated_at,name\nR-1,正在运行,内容,2026/11/3,甲\n')
    const assigned = async () =>
      (await guangzhou.inbox()).find(({ private: { case: file } }) => file?.title === '正在运行')
    await expect.poll(async () => (await assigned())?.subject, { timeout: 15_000 }).toBeDefined()
    await guangzhou.say(about(String((await assigned())?.subject), 'case.accepted', { note: '已收到，马上办' }))
    const told = () =>
      city
        .files('replies')
        .map((name) => readFileSync(city.path('replies', name), 'utf8'))
        .join('')
    await expect.poll(told, { timeout: 15_000 }).toContain('已收到，马上办')
    expect((await city.run('status')).output).toContain('case.submitted')
    expect((await city.run('check')).output).toContain('认得本节点 440600')
    expect((await city.run('run', '--once')).output).toContain('正被另一个网关使用')
    const started = performance.now()
    child.kill('SIGTERM')
    const { code, output } = await end
    expect(code).toBe(0)
    expect(performance.now() - started).toBeLessThan(5000)
    expect(output).toContain('合计：读 1 行，枢纽收到 1 条，拒绝 0 条，待发 0 条')
    city.remove()
  }, 60_000)
})
