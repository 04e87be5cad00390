import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshDatabase, openDatabase, prepareTemplate, startEmbeddedPostgres, type Database } from '@inquiry/database'
import { gatherTextsStep } from '@inquiry/desk'
import { readConfig, startHub } from '@inquiry/hub'
import { sql } from 'kysely'
import { printTable } from '../table.ts'
import { stockTexts } from './stock-texts.ts'

export type FindReport = {
  cases: number
  indexMsPerCase: number
  indexBytesPerCase: number
  questions: { question: string; found: number; medianMs: number; worstMs: number }[]
}

const token = 'benchmark-administrator-token'

/** What coordinators ask of the list, from words that thousands of cases have to one that a hundred have. */
const questions: [string, string][] = [
  ['the newest', ''],
  ['frequent word 小区', 'q=小区'],
  ['two words', 'q=噪声 施工'],
  ['rare word 火龙果种植园', 'q=火龙果种植园'],
  ['rare word in one city', 'q=火龙果种植园&city=440300'],
  ['word that nobody has', 'q=独角兽牧场'],
  ['frequent word of one handler and status', 'q=小区&handler=440000-ecology&status=accepted'],
  ['open cases of a county', 'division=440106&open=true'],
  ['what waits for a coordinator', 'attention=returned'],
  ['deep page', 'limit=200&after=019ab3f0-0001-7000-8000-000000010000'],
]

/** `pnpm bench find`: the list of cases and its full-text search over so many stored cases, through HTTP. */
export async function runFind(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, cases: { type: 'string', default: '100000' } },
  })
  const count = Number(values.cases)
  const folder = mkdtempSync(join(tmpdir(), 'bench-find-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  try {
    await prepareTemplate(server.url)
    const report = await measure(server.url, folder, count)
    if (values.json) console.log(JSON.stringify(report))
    else print(report)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(serverUrl: string, folder: string, count: number): Promise<FindReport> {
  const fresh = await freshDatabase(serverUrl)
  const db = openDatabase(fresh.url, { max: 4, statementTimeoutMs: 600_000 })
  try {
    await stockTexts(db, count)
    const indexMsPerCase = await gatherAll(db)
    await sql`vacuum analyze`.execute(db)
    const { rows } = await sql<{ bytes: number }>`
      select pg_total_relation_size('text_posting') + pg_total_relation_size('text_segment') as bytes`.execute(db)
    const hub = await startHub(
      readConfig(
        {},
        {
          PORT: '0',
          HUB_DATA: folder,
          DATABASE_URL: fresh.url,
          HUB_LOG_LEVEL: 'error',
          HUB_ADMIN_TOKEN: token,
          PATH: '',
        },
      ),
    )
    try {
      const asked = []
      for (const [question, query] of questions) asked.push({ question, ...(await ask(hub.url, query)) })
      return { cases: count, indexMsPerCase, indexBytesPerCase: (rows[0]?.bytes ?? 0) / count, questions: asked }
    } finally {
      await hub.stop()
    }
  } finally {
    await db.destroy()
    await fresh.drop()
  }
}

/** Milliseconds per case that entering the texts into the index takes. */
async function gatherAll(db: Database): Promise<number> {
  const step = gatherTextsStep(db)
  const { signal } = new AbortController()
  const began = performance.now()
  let done = 0
  for (let n = await step(signal); n > 0; n = await step(signal)) done += n
  return (performance.now() - began) / done
}

async function ask(url: string, query: string): Promise<{ found: number; medianMs: number; worstMs: number }> {
  const times: number[] = []
  let found = 0
  for (let round = 0; round < 12; round += 1) {
    const began = performance.now()
    const answer = await fetch(`${url}/v1/cases?${encodeURI(query)}`, { headers: { authorization: `Bearer ${token}` } })
    const body = (await answer.json()) as { cases?: unknown[] }
    if (!body.cases) throw new Error(JSON.stringify(body))
    // The first two rounds warm everything up and are not counted.
    if (round > 1) times.push(performance.now() - began)
    found = body.cases.length
  }
  const sorted = times.toSorted((one, other) => one - other)
  return { found, medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0, worstMs: sorted.at(-1) ?? 0 }
}

function print({ cases, indexMsPerCase, indexBytesPerCase, questions: asked }: FindReport): void {
  printTable(
    [`${cases} stored cases`, 'on the page', 'median ms', 'worst ms'],
    asked.map(({ question, found, medianMs, worstMs }) => [question, found, medianMs.toFixed(1), worstMs.toFixed(1)]),
  )
  console.log(`index: ${indexMsPerCase.toFixed(3)} ms and ${Math.round(indexBytesPerCase)} bytes per case`)
}
