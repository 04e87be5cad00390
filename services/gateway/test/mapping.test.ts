import { CaseSubmitted } from '@inquiry/schema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersOfRow } from '../src/map/answers-of-row.ts'
import { caseOfRow } from '../src/map/case-of-row.ts'
import type { MappedCase } from '../src/mapped-case.ts'
import type { Cell, Fault } from '../src/row.ts'
import { AnswerFields, CaseFields } from '../src/settings/fields.ts'

const now = new Date('2026-11-24T12:00:00Z')
const fields = CaseFields.parse({
  sourceId: '编号',
  title: { column: '内容', cut: 10 },
  content: '内容',
  nature: { column: '类型', words: { 吐槽: 'complaint' } },
  division: '区县',
  channel: { constant: 'web' },
  submittedAt: '时间',
  address: { template: '{镇街}{门牌}' },
  name: '姓名',
  phone: '电话',
  longitude: '经度',
  latitude: '纬度',
  crs: { constant: 'GPS' },
})
const row: Record<string, Cell> = {
  编号: 20261103001,
  内容: '小区门口夜间施工噪声扰民，请处理。',
  类型: '投诉',
  区县: '天河区',
  时间: '2026/11/3 9:05',
  镇街: '棠下街道',
  门牌: null,
  姓名: '测试甲',
  电话: 13800000001,
  经度: '113.32451234567',
  纬度: 23.1,
}
const map = (more: Record<string, Cell> = {}) =>
  caseOfRow(fields, { at: 'row 2', cells: { ...row, ...more } }, '440100', now)
const rules = (mapped: MappedCase | Fault[]) =>
  Array.isArray(mapped) ? mapped.map(({ field, rule }) => `${field} ${rule}`) : 'mapped'

describe('a row', () => {
  test('becomes a case of the standard, with its reporter apart', () => {
    expect(map()).toEqual({
      sourceId: '20261103001',
      attachments: [],
      identity: { name: '测试甲', phone: '13800000001' },
      data: {
        nature: 'complaint',
        title: '小区门口夜间施工噪声',
        content: row['内容'],
        division: '440106',
        channel: 'web',
        submittedAt: '2026-11-03T09:05:00+08:00',
        reporter: { kind: 'person' },
        secrecy: 'none',
        public: false,
        urgency: 'normal',
        place: { address: '棠下街道', longitude: 113.3245123, latitude: 23.1, crs: 'WGS84' },
      },
    })
  })

  test.each<[string, Record<string, Cell>, string[]]>([
    ['without a number', { 编号: ' ' }, ['sourceId required']],
    ['with a number of which digits were lost', { 编号: 123456789012345680 }, ['sourceId digits-lost']],
    ['with a number of other letters', { 编号: '穗-1' }, ['sourceId pattern']],
    ['with a word that nobody knows', { 类型: '唠叨' }, ['nature word']],
    ['of a place that there are many of', { 区县: '桥西区' }, ['division word']],
    ['of a division that does not exist', { 区县: '999999' }, ['division code']],
    ['from the future', { 时间: '2026/11/25' }, ['submittedAt future']],
    ['at no time', { 时间: '昨天' }, ['submittedAt time']],
    ['of too many characters', { 内容: '长'.repeat(20_001) }, ['content maxLength']],
    ['that lies nowhere', { 经度: 'E113' }, ['longitude type']],
    ['beyond the earth', { 纬度: 123 }, ['latitude maximum']],
    [
      'with several faults',
      { 编号: null, 类型: '?', 时间: null },
      ['nature word', 'sourceId required', 'submittedAt required'],
    ],
  ])('%s is refused with field and rule', (_, more, faults) => expect(rules(map(more))).toEqual(faults))

  test('knows the city’s own words before the standard’s', () => {
    expect(map({ 类型: ' 吐 槽 ' })).toMatchObject({ data: { nature: 'complaint' } })
  })

  test('says of each fault where it stands, what stood there, and an example', () => {
    expect((map({ 时间: '昨天' }) as Fault[])[0]).toMatchObject({
      at: 'row 2',
      column: '时间',
      value: '昨天',
      example: '2026/11/3 9:05',
    })
  })

  test('of whatever cells becomes a case that keeps the contract, or is refused', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), fc.date())
    const some = fc.constantFrom(...Object.keys(row))
    fc.assert(
      fc.property(fc.dictionary(some, cell as fc.Arbitrary<Cell>), (more) => {
        const mapped = map(more)
        const isJudged = Array.isArray(mapped) ? mapped.length > 0 : CaseSubmitted.safeParse(mapped.data).success
        expect(isJudged).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a row of answers', () => {
  const answers = AnswerFields.parse({
    caseId: '案件',
    action: '动作',
    content: '内容',
    unit: '单位',
    outcome: '结果',
    reason: '原因',
  })
  const caseId = '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'
  const answer = (more: Record<string, Cell>, at = now) =>
    answersOfRow(
      answers,
      { at: 'row 2', cells: { 案件: caseId, 内容: '已修复', 单位: '某局', 结果: '已解决', ...more } },
      '440100',
      at,
    )

  test('says several things in the order they stand', () => {
    const said = answer({ 动作: '受理、回复；办结' }) as { type: string }[]
    expect(said.map(({ type }) => type)).toEqual(['case.accepted', 'case.replied', 'case.closed'])
  })

  test('without an action says nothing yet', () => expect(answer({ 动作: '' })).toEqual([]))

  test('is the same message when it is read again later, and another when the text is another', () => {
    const keys = (said: unknown) => (said as { key: string }[]).map(({ key }) => key)
    const first = keys(answer({ 动作: '回复' }))
    expect(keys(answer({ 动作: '回复' }, new Date('2026-12-01T00:00:00Z')))).toEqual(first)
    expect(keys(answer({ 动作: '回复', 内容: '未修复' }))).not.toEqual(first)
  })

  test.each<[string, Record<string, Cell>, string[]]>([
    ['without the unit that replies', { 动作: '回复', 单位: null }, ['unit required']],
    ['with an action that is none', { 动作: '拖延' }, ['action word']],
    ['about no case', { 动作: '受理', 案件: null }, ['caseId required']],
    ['about a case that is no number of the hub’s', { 动作: '受理', 案件: 'FS-1' }, ['caseId pattern']],
    ['returned without a reason', { 动作: '退回' }, ['reason required']],
  ])('%s is refused with field and rule', (_, more, faults) =>
    expect((answer(more) as Fault[]).map(({ field, rule }) => `${field} ${rule}`)).toEqual(faults),
  )
})
