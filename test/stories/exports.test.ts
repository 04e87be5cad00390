import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { AccessRecord } from '@inquiry/access'
import type { Cases, Stats } from '@inquiry/schema'
import { sql } from 'kysely'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { submission } from '../province/filing.ts'
import { type Province, startProvince } from '../province/province.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** What a spreadsheet would run, or break on. */
const hostile = [
  '=HYPERLINK("http://evil.example","点此")',
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  '\t=1+1',
  '他说："好,的"，\n第二行',
  '<b>&amp;</b> _x0041_ ]]>',
  '𠮷野家，零宽\u200b字符',
]

let province: Province
beforeAll(async () => {
  province = await startProvince()
  const guangzhou = await province.join('440100')
  await guangzhou.push(
    ...hostile.map((title) =>
      submission({ title, division: '440106', category: { scheme: 'inquiry-category', version: '1', code: '010101' } }),
    ),
    submission({ title: '举报某单位', division: '440604', nature: 'report', secrecy: 'full', subjectNode: '440600' }),
  )
  await guangzhou.say(submission({ title: '路灯不亮', division: '440604', nature: 'help' }))
  // Where they go is settled, so that two looks at them see the same.
  const settled = async () => {
    if ((await list()).cases.some(({ status }) => status !== 'assigned')) throw new Error('a case is not assigned yet')
  }
  await vi.waitFor(settled, { timeout: 15_000 })
})
afterAll(() => province.stop())

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${province.url}${path}`, {
    headers: { authorization: `Bearer ${province.hub.secrets.adminToken}`, ...headers },
  })
const list = () => province.coordinator.ok<Cases>('GET', '/v1/cases?limit=200')
const exported = async () => {
  const { records } = await province.coordinator.ok<{ records: AccessRecord[] }>('GET', '/v1/access-records?limit=1000')
  return records.filter(({ way }) => way === 'export')
}

/** The fields of a CSV text (RFC 4180). */
function fields(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && bare === '' && end === '' && row.length === 0) break
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push(row.splice(0))
  }
  return rows
}
async function csv(path: string, headers: Record<string, string> = {}) {
  const answer = await ask(path, headers)
  if (answer.status !== 200) throw new Error(await answer.text())
  const bytes = Buffer.from(await answer.arrayBuffer())
  const [headings = [], ...rows] = fields(bytes.toString().slice(1))
  return {
    answer,
    bytes,
    headings,
    rows,
    column: (name: string) => rows.map((row) => row[headings.indexOf(name)] ?? ''),
  }
}

/** What a spreadsheet would take for a formula (S7 of the goals, full-width forms included). */
const runs = /^[=+\-@\t\r\0＝＋－＠]/

describe('the list of cases as CSV', () => {
  test('is what the list shows, with labels beside the codes, in the order of the list', async () => {
    const { cases } = await list()
    const { column, headings, rows } = await csv('/v1/cases?format=csv')
    expect(rows.every((row) => row.length === headings.length)).toBe(true)
    expect(column('案件编号')).toEqual(cases.map(({ caseId }) => caseId))
    expect(column('标题').map((title) => title.replace(/^'(?=[=+\-@\t＝＋－＠])/, ''))).toEqual(
      cases.map(({ title }) => title),
    )
    expect(column('状态代码')).toEqual(cases.map(({ status }) => status))
    expect(new Set(column('诉求性质'))).toEqual(new Set(['投诉', '举报', '求助']))
    expect(column('区划')).toContain('广州市天河区')
    expect(column('事项类别代码')).toContain('010101')
    const submitted = cases.map(({ submittedAt }) => submittedAt.slice(0, 19).replace('T', ' '))
    expect(column('提交时间（北京时间）')).toEqual(submitted)
  })

  test('has a mark by which Excel knows it, names the file, and says up to where the data go', async () => {
    const { answer, bytes, headings } = await csv('/v1/cases?format=csv')
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="cases-\d{8}-\d{4}\.csv"; filename\*=UTF-8''%E6%A1%88%E4%BB%B6-\d{8}-\d{4}\.csv$/,
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const last = Math.max(...(await list()).cases.map(({ position }) => position))
    expect(headings.at(-1)).toMatch(/^日志位置（数据截至 \d+）$/)
    expect(Number(/\d+/.exec(headings.at(-1) ?? '')?.[0])).toBeGreaterThanOrEqual(last)
  })

  test('has no cell that a spreadsheet would run', async () => {
    const { rows, column } = await csv('/v1/cases?format=csv')
    expect(rows.flat().filter((cell) => runs.test(cell))).toEqual([])
    expect(column('标题').filter((title) => title.startsWith("'")).length).toBe(9)
  })

  test('speaks the reader’s language', async () => {
    const { headings, column } = await csv('/v1/cases?format=csv&nature=help', { 'accept-language': 'en' })
    expect(headings.slice(0, 4)).toEqual(['Case', 'Title', 'Status', 'Status code'])
    expect([column('Nature'), column('Division')]).toEqual([['Request for help'], [expect.stringContaining('Foshan')]])
  })

  test('is narrowed by the same filters, words too', async () => {
    expect((await csv('/v1/cases?format=csv&q=路灯')).rows.length).toBe(1)
    expect((await csv('/v1/cases?format=csv&division=4406&nature=report')).rows.length).toBe(1)
    expect((await csv('/v1/cases?format=csv&status=closed')).rows).toEqual([])
  })

  test('is on record with who got which cases, and how many rows under which filters', async () => {
    const before = await exported()
    const { column } = await csv('/v1/cases?format=csv&division=4401&q=他说')
    const [page, whole] = (await exported()).slice(before.length)
    expect([page?.asker, page?.what, page?.caseIds]).toEqual(['coordinator:administrator', 'list', column('案件编号')])
    expect(whole?.detail).toEqual({ format: 'csv', query: 'format=csv&division=4401&q=他说', rows: 1, complete: true })
  })
})

describe('the list of cases as a workbook', () => {
  test('has every case as text, and a sheet that says what it is', async () => {
    const answer = await ask('/v1/cases', { accept: xlsx })
    expect(answer.headers.get('content-type')).toBe(xlsx)
    expect(answer.headers.get('content-disposition')).toContain('.xlsx')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const [headings = [], ...rows] = (await readSheet(bytes)) as unknown as string[][]
    const { cases } = await list()
    expect(rows.map((row) => row[headings.indexOf('案件编号')])).toEqual(cases.map(({ caseId }) => caseId))
    expect(rows.map((row) => row[headings.indexOf('事项类别代码')])).toContain('010101')
    const titles = rows.map((row) => row[headings.indexOf('标题')] ?? '')
    expect(titles.filter((title) => runs.test(title))).toEqual([])
    expect(titles).toEqual(expect.arrayContaining(hostile.slice(9, 10)))
    const notes = Object.fromEntries((await readSheet(bytes, 2)) as unknown as [string, string][])
    expect(notes).toMatchObject({ 导出人: 'administrator', 条件: '无', '#': String(cases.length) })
    expect(Number(notes['数据截至日志位置'])).toBeGreaterThan(0)
  })
})

describe('how it is asked for', () => {
  test.each([
    ['/v1/cases', { accept: 'text/csv' }, 'text/csv'],
    ['/v1/cases', { accept: `application/json;q=0.5, ${xlsx}` }, xlsx],
    ['/v1/cases?format=json', { accept: 'text/csv' }, 'application/json'],
    ['/v1/cases', { accept: '*/*' }, 'application/json'],
    ['/v1/cases', { accept: 'text/csv;q=0.4, application/json' }, 'application/json'],
    ['/v1/cases', { accept: 'image/png' }, 'application/json'],
    ['/v1/stats/cases?groupBy=city', { accept: 'text/csv' }, 'text/csv'],
    ['/v1/stats/cases?groupBy=city&format=xlsx', {}, xlsx],
  ])('%s with %o gives %s', async (path, headers, mediaType) => {
    const answer = await ask(path, headers)
    await answer.arrayBuffer()
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, mediaType])
  })

  test.each([
    ['/v1/cases?format=pdf', '?format'],
    ['/v1/cases?format=CSV', '?format'],
    ['/v1/stats/cases?format=ods', '?format'],
    ['/v1/cases?format=csv&limit=10', '?limit'],
    ['/v1/cases?format=xlsx&after=019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e', '?after'],
  ])('%s is refused with the place, and what is right there', async (path, pointer) => {
    const answer = await ask(path)
    const { errors } = (await answer.json()) as { errors: { pointer: string }[] }
    expect([answer.status, errors.map((error) => error.pointer)]).toEqual([400, [pointer]])
  })
})

describe('figures as CSV', () => {
  test('are those of the interface, with labels, totals and up to where they go', async () => {
    const path = '/v1/stats/cases?groupBy=city,nature&measures=count,open,onTimeRate'
    const stats = await province.coordinator.ok<Stats>('GET', path)
    const { headings, rows } = await csv(`${path}&format=csv`)
    const asOf = `登记数（数据截至日志位置 ${stats.asOf.position}）`
    expect(headings).toEqual(['地市', '地市代码', '诉求性质', '诉求性质代码', asOf, '未办结', '按期回复率'])
    expect(rows.at(-1)).toEqual(['合计', '', '', '', String(stats.totals.count), String(stats.totals.open), ''])
    expect(rows.slice(0, -1).map((row) => [row[1], row[3], Number(row[4])])).toEqual(
      stats.rows.map(({ city, nature, count }) => [city, nature, count]),
    )
    expect(rows[0]?.[0]).toBe('广州市')
    expect((await exported()).at(-1)).toMatchObject({ what: 'stats', caseIds: [], detail: { rows: rows.length } })
  })
})

describe('a great many cases', () => {
  const count = 40_000
  beforeAll(async () => {
    await sql`insert into case_summary (case_id, origin, handler, status, paused, nature, title, category, category_code,
        division, channel, urgency, submitted_at, received_at, next_due_at, attention, text_position, position)
      select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '440100', '440100', 'accepted', false, 'praise',
        '表扬信第' || n || '号，感谢工作人员耐心细致的解答和帮助', null, null, '440106', 'letter', 'normal', now(), now(), null, '{}', -1, n
      from generate_series(1, ${count}) n`.execute(province.db)
  }, 60_000)

  test.each(['csv', 'xlsx'])(
    'go out as %s while others are served, and none is missing',
    async (format) => {
      const delay = monitorEventLoopDelay({ resolution: 5 })
      const { headings, rows } = await measured()
      expect(rows.length).toBe(count)
      expect(new Set(rows.map((row) => row[headings.indexOf('案件编号')])).size).toBe(count)
      expect(delay.max / 1e6).toBeLessThan(200)

      async function measured() {
        delay.enable()
        const answer = await ask(`/v1/cases?format=${format}&nature=praise`)
        const chunks: Uint8Array[] = []
        for await (const chunk of answer.body ?? []) chunks.push(chunk)
        delay.disable()
        const bytes = Buffer.concat(chunks)
        if (format === 'csv') {
          const [head = [], ...rest] = fields(bytes.toString().slice(1))
          return { headings: head, rows: rest }
        }
        const [head = [], ...rest] = (await readSheet(bytes)) as unknown as string[][]
        return { headings: head, rows: rest }
      }
    },
    120_000,
  )

  test('go out to one person twice at a time, and a third waits', async () => {
    const slow = await Promise.all([1, 2].map(() => ask('/v1/cases?format=csv&nature=praise')))
    const readers = slow.flatMap(({ body }) => (body ? [body.getReader()] : []))
    await Promise.all(readers.map((reader) => reader.read()))
    const third = await ask('/v1/cases?format=csv')
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '10'])
    await Promise.all(readers.map((reader) => reader.cancel()))
    await expect
      .poll(
        async () => {
          const answer = await ask('/v1/stats/cases?format=csv')
          await answer.arrayBuffer()
          return answer.status
        },
        { timeout: 15_000 },
      )
      .toBe(200)
    const broken = async () => (await exported()).filter(({ detail }) => detail?.complete === false)
    // One of the two makes room for the next; the other ends when it ends.
    await expect.poll(async () => (await broken()).length, { timeout: 15_000 }).toBe(2)
    for (const { detail } of await broken()) expect(detail?.rows).toBeLessThan(count)
  })
})
