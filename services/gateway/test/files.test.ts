import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { droppedFiles, rowsOfFile, UnreadableFile } from '../src/collect/drop-folder.ts'
import type { Row } from '../src/row.ts'
import { Source, type FolderSource } from '../src/settings/source.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function source(more: object = {}): FolderSource {
  const fields = { caseId: '编号', action: '动作', content: '内容' }
  return Source.parse({ name: 's', kind: 'folder', sends: 'answers', folder, fields, ...more }) as FolderSource
}

async function read(name: string, more: object = {}): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of rowsOfFile(source(more), join(folder, name))) rows.push(row)
  return rows
}

async function faultsOf(name: string): Promise<string[]> {
  return read(name).then(
    () => [],
    (error: unknown) => (error as UnreadableFile).faults.map(({ rule, at }) => `${at} ${rule}`),
  )
}

/** GBK bytes of a few words; there is no encoder on board. */
const gbk: Record<string, number[]> = {
  编: [0xb1, 0xe0],
  号: [0xba, 0xc5],
  动: [0xb6, 0xaf],
  作: [0xd7, 0xf7],
  内: [0xc4, 0xda],
  容: [0xc8, 0xdd],
  联: [0xc1, 0xaa],
  通: [0xcd, 0xa8],
}
const inGbk = (text: string): Buffer => Buffer.from([...text].flatMap((c) => gbk[c] ?? [...Buffer.from(c)]))
const plain = '编号,动作,内容\n1,受理,好\n'

describe('a text file', () => {
  test.each<[string, Buffer | string]>([
    ['in UTF-8', plain],
    ['in UTF-8 with its mark', `\uFEFF${plain}`],
    ['in UTF-16 as Excel saves it', Buffer.from(`\uFEFF${plain.replaceAll(',', '\t')}`, 'utf16le')],
    ['with semicolons', plain.replaceAll(',', ';')],
    ['that names its separator', `sep=;\r\n${plain.replaceAll(',', ';')}`],
    ['with a title above the headings', `诉求明细表,,\n,,\n${plain}`],
    ['with padded headings and other columns', '序号, 编 号 ,动作,备注,内容\n9,1,受理,x,好\n'],
    ['with blank rows at the end', `${plain},,\n,,\n   ,,\n`],
    ['with carriage returns', plain.replaceAll('\n', '\r\n')],
  ])('%s gives its rows', async (_, bytes) => {
    writeFileSync(join(folder, 'a.csv'), bytes)
    const rows = await read('a.csv')
    expect(rows.map(({ cells }) => cells)).toEqual([{ 编号: '1', 动作: '受理', 内容: '好' }])
  })

  test('in GB18030 is known by its bytes, even where two of them would be UTF-8', async () => {
    writeFileSync(join(folder, 'a.csv'), inGbk('编号,动作,内容\n1,联通,容\n'))
    expect((await read('a.csv'))[0]).toEqual({ at: 'row 2', cells: { 编号: '1', 动作: '联通', 内容: '容' } })
  })

  test('names a row by its number in Excel, whatever breaks its cells hold', async () => {
    writeFileSync(join(folder, 'a.csv'), '编号,动作,内容\n1,受理,"两\n行"\n2,受理,"带""引号"""\n')
    expect(await read('a.csv')).toEqual([
      { at: 'row 2', cells: { 编号: '1', 动作: '受理', 内容: '两\n行' } },
      { at: 'row 3', cells: { 编号: '2', 动作: '受理', 内容: '带"引号"' } },
    ])
  })

  test.each<[string, Buffer | string, string[]]>([
    ['that is empty', '', ['file empty']],
    ['of blank rows', '\n,,\n', ['file empty']],
    ['without a heading', '编号,动作\n1,受理\n', ['row 1 column-missing']],
    ['with a heading twice', '编号,动作,内容,内容\n1,受理,a,b\n', ['row 1 column-twice']],
    [
      'of two encodings',
      Buffer.concat([Buffer.from('编号,动作,内容\n'), inGbk('1,动作,内容\n')]),
      ['row 2 mixed-encodings'],
    ],
    ['whose quotation marks never close', `编号,动作,内容\n1,受理,"${'很长'.repeat(600_000)}\n`, ['file unreadable']],
  ])('%s is refused with its reason', async (_, bytes, faults) => {
    writeFileSync(join(folder, 'a.csv'), bytes)
    expect(await faultsOf('a.csv')).toEqual(faults)
  })

  test('has its headings looked for in its first twenty rows, and no further', async () => {
    writeFileSync(join(folder, 'a.csv'), `${'说明,,\n'.repeat(19)}${plain}`)
    expect((await read('a.csv')).map(({ at }) => at)).toEqual(['row 21'])
    writeFileSync(join(folder, 'a.csv'), `${'说明,,\n'.repeat(20)}${plain}`)
    expect(await faultsOf('a.csv')).toEqual(Array.from({ length: 3 }, () => 'row 1 column-missing'))
  })

  test('with headings alone has no rows and no fault', async () => {
    writeFileSync(join(folder, 'a.csv'), '编号,动作,内容\n')
    expect(await read('a.csv')).toEqual([])
  })
})

describe('a workbook', () => {
  test('gives the first cell of merged ones, worked-out values, dates and numbers', async () => {
    await writeExcelFile([
      [{ value: '合并的大标题', columnSpan: 3 }, null, null],
      [{ value: '编号' }, { value: '动作' }, { value: '内容' }],
      [
        { value: 20261103001 },
        { value: '受理', rowSpan: 2 },
        { value: new Date('2026-11-03T09:05:00Z'), type: Date, format: 'yyyy/m/d h:mm' },
      ],
      [{ value: 2 }, null, { value: '=1+1', type: 'Formula' }],
      [null, null, null],
    ] as never).toFile(join(folder, 'a.xlsx'))
    const [first, second, ...rest] = await read('a.xlsx')
    expect(first).toMatchObject({ at: 'row 3', cells: { 编号: 20261103001, 动作: '受理', 内容: expect.any(Date) } })
    expect(second).toEqual({ at: 'row 4', cells: { 编号: 2, 动作: null, 内容: null } })
    expect(rest).toEqual([])
  })

  test.each<[string, string, string[]]>([
    ['that is none', 'a.xlsx', ['file unreadable']],
    ['of the old format', 'a.xls', ['file old-workbook']],
  ])('%s is refused with its reason', async (_, name, faults) => {
    writeFileSync(join(folder, name), 'not a workbook')
    expect(await faultsOf(name)).toEqual(faults)
  })

  test('that is larger than memory should hold is to be saved as CSV', async () => {
    writeFileSync(join(folder, 'a.xlsx'), Buffer.alloc(17 * 2 ** 20))
    expect(await faultsOf('a.xlsx')).toEqual(['file too-large'])
  })
})

describe('a drop folder', () => {
  test('passes over what is not asked for, what Excel has open, and what is still being written', async () => {
    for (const name of ['a.csv', 'B.CSV', '~$a.xlsx', '.hidden.csv', 'notes.txt'])
      writeFileSync(join(folder, name), 'x')
    const names = async (settleSeconds: number): Promise<string[]> =>
      (await droppedFiles(source({ settleSeconds }), Date.now() + 10)).map(({ name }) => name)
    expect((await names(0)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['B.CSV', 'a.csv'])
    expect(await names(60)).toEqual([])
  })
})
