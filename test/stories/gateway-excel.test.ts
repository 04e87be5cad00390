import { readFileSync, writeFileSync } from 'node:fs'
import { readSheet } from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CityGateway } from '../gateway/command-line.ts'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let city: CityGateway

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  city = new CityGateway()
})
afterAll(async () => {
  city.remove()
  await province.stop()
})

const head = ['工单编号', '标题', '内容', '诉求类型', '区县', '来源', '提交时间', '姓名', '联系电话']
const good = [
  'FS-1',
  '珠江新城路灯不亮',
  '花城大道北侧路灯已坏一周，夜间行走不安全。',
  '投诉',
  '天河区',
  '网站',
  '2026/11/3 9:05',
  '测试甲',
  '13800000001',
]
const bad = ['FS-2', '', '内容有，标题没有。', '吐槽', '天河区', '微信', '2026/13/3', '', '']

async function dropWorkbook(name: string, rows: string[][]): Promise<void> {
  const data = [head, ...rows].map((row) => row.map((value) => (value === '' ? null : { value, type: String })))
  await writeExcelFile(data).toFile(city.path('drop/cases', name))
}

/** The day's table as objects by heading. */
async function tableOf(name: string): Promise<Record<string, unknown>[]> {
  const file = city.files('replies').find((one) => one.startsWith(name))
  if (!file) return []
  const [headings = [], ...rows] = (await readSheet(city.path('replies', file))) as unknown[][]
  return rows.map((row) => Object.fromEntries(headings.map((heading, i) => [String(heading), row[i]])))
}

/** Read what the hub had to say until a round brings what is looked for. */
async function until(look: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const { code, output } = await city.run('run', '--once')
    expect(output).toContain('合计')
    expect(code).toBe(0)
    if (await look()) return
  }
  throw new Error('it did not come')
}

describe('a city with nothing but an Excel export', () => {
  test('joins: the code of the province, and one command', async () => {
    const { enrolment } = await province.coordinator.ok<{ enrolment: { code: string } }>('POST', '/v1/nodes', {
      nodeId: '440600',
      name: '佛山市网络问政平台',
      kind: 'city',
    })
    const joined = await city.run('init', '--hub', province.url, '--node', '440600', '--code', enrolment.code)
    expect(joined.output).toContain('已接入 enrolled 440600')
    expect(joined.code).toBe(0)
    const text = readFileSync(city.path('gateway.yaml'), 'utf8')
    writeFileSync(city.path('gateway.yaml'), text.replaceAll('fields:', 'settleSeconds: 0\n    fields:'))
  }, 60_000)

  test('sees what is wrong by row and field before anything is sent', async () => {
    await dropWorkbook('十一月.xlsx', [good, bad])
    const checked = await city.run('check')
    expect(checked.output).toContain('case.submitted')
    expect(checked.output).toContain('可发 1 条，1 行有误（没有发送）')
    expect(checked.output).toMatch(/第 3 行.*nature.*诉求类型.*吐槽/)
    expect(checked.output).toContain('枢纽')
    expect(checked.code).toBe(1)
    expect((await guangzhou.inbox()).filter(({ type }) => type.includes('case.'))).toEqual([])
  }, 60_000)

  test('sends the good rows, and has the faulty ones listed beside the file', async () => {
    const ran = await city.run('run', '--once')
    expect(ran.output).toContain('新 1')
    expect(city.files('drop/cases/refused')).toEqual([
      expect.stringMatching(/ 十一月\.xlsx$/),
      '十一月.xlsx.faults.csv',
    ])
    const list = readFileSync(city.path('drop/cases/refused/十一月.xlsx.faults.csv'), 'utf8')
    expect(list).toContain('第 3 行,submittedAt,提交时间,2026/13/3,time')
    expect(list).toContain('第 3 行,title,标题,,required')
  }, 60_000)

  test('drops the mended table again, and only what was not sent is sent', async () => {
    const mended = [
      'FS-2',
      '办理居住证',
      '外地户籍办理居住证需要哪些材料？',
      '咨询',
      '440106',
      '微信',
      '2026年11月3日 上午9点',
      '',
      '',
    ]
    await dropWorkbook('十一月.xlsx', [good, mended])
    const ran = await city.run('run', '--once')
    expect(ran.output).toContain('新 1，改动 0，已有 1，有误 0')
    expect(city.files('drop/cases/done')).toHaveLength(1)
    expect(city.files('drop/cases/refused')).not.toContain('十一月.xlsx.faults.csv')
  }, 60_000)

  test('gets the reply of another city back as a table', async () => {
    const assigned = (await guangzhou.inbox()).filter(({ type }) => type === 'inquiry.case.assigned.v1')
    const lights = assigned.find((event) => event.private.case?.title === '珠江新城路灯不亮')
    const caseId = String(lights?.subject)
    expect(lights?.private.case?.reporter.sealed).toMatch(/^ey/)
    expect(lights?.private.case?.submittedAt).toBe('2026-11-03T09:05:00+08:00')
    await guangzhou.say(about(caseId, 'case.accepted'))
    await guangzhou.say(
      about(caseId, 'case.replied', {
        content: '路灯已修复。',
        public: true,
        unit: '市路灯管理所',
        repliedAt: new Date().toISOString(),
      }),
    )
    await guangzhou.say(about(caseId, 'case.closed', { outcome: 'resolved' }))
    await until(async () => (await tableOf('结果')).some((row) => row['事项'] === '办结'))
    const rows = (await tableOf('结果')).filter((row) => row['本地编号'] === 'FS-1')
    expect(rows.map((row) => row['事项'])).toEqual(['提交', '分派', '受理', '回复', '办结'])
    expect(rows.find((row) => row['事项'] === '回复')).toMatchObject({ 说明: '路灯已修复。', 单位: '市路灯管理所' })
    expect(rows[0]?.['查询码']).toMatch(/^.{4}-.{4}-.{4}-.{4}-.$/)
  }, 120_000)

  test('handles a case of another city by filling in the table and dropping it', async () => {
    const { caseId } = await guangzhou.say(submission({ division: '440604', title: '祖庙路积水' }))
    await until(async () => (await tableOf('待办')).some((row) => row['案件编号'] === caseId))
    const row = (await tableOf('待办')).find((one) => one['案件编号'] === caseId)
    expect(row).toMatchObject({ 事项: '分派', 角色: '主办', 标题: '祖庙路积水', 动作: null })
    const filled = {
      ...row,
      动作: '受理、回复、办结',
      答复内容: '已疏通下水道。',
      承办单位: '区水利局',
      办理结果: '已解决',
      是否公开: '是',
    }
    const cells = [Object.keys(filled), Object.values(filled)].map((line) =>
      line.map((value) => (value === null || value === undefined ? null : { value: String(value), type: String })),
    )
    await writeExcelFile(cells).toFile(city.path('drop/answers/待办.xlsx'))
    const ran = await city.run('run', '--once')
    expect(ran.output).toContain('枢纽收到 3 条，拒绝 0 条')
    expect((await guangzhou.get(`/v1/cases/${String(caseId)}`)).body).toMatchObject({ status: 'closed' })
    expect((await guangzhou.receive('case.replied', String(caseId))).private.message).toMatchObject({
      content: '已疏通下水道。',
      unit: '区水利局',
      public: true,
    })
  }, 120_000)

  test('is told how everything stands', async () => {
    const told = await city.run('status', '--json')
    const status = JSON.parse(told.output) as { counts: object[]; faultCount: number }
    expect(status.faultCount).toBe(0)
    expect(status.counts).toContainEqual({ source: 'cases', type: 'case.submitted', state: 'recorded', count: 2 })
  }, 60_000)
})
