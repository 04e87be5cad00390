import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshDatabase, openDatabase, prepareTemplate, startEmbeddedPostgres, type Database } from '@inquiry/database'
import { generateDemonstration, type Filing } from '@inquiry/demonstration'
import { findCandidates, triageStep } from '@inquiry/triage'
import { sql } from 'kysely'
import { printTable } from '../table.ts'
import { costPlot } from './plot.ts'
import { hubId, preparedFiling, recordFilings, stockIndex } from './stock.ts'

/** What triage costs at one number of stored cases. */
export type TriageCost = {
  stored: number
  casesPerSecond: number
  /** The whole step, and looking for candidates alone, in milliseconds per case. */
  msPerCase: number
  candidatesMsPerCase: number
  indexMegabytes: number
  /** Of that the prepared cases. */
  preparedMegabytes: number
}

/** Cases that are triaged at each size, and different filings that the stored ones are made of. */
const triaged = 2_000
const different = 6_000
const evaluation = join(import.meta.dirname, '../../../docs/evaluation')

/** `pnpm bench triage`: the whole step of triage with 10,000 and 100,000 cases stored, with `--full` also 1,000,000. */
export async function runTriage(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, full: { type: 'boolean' } } })
  const sizes = [10_000, 100_000, ...(values.full ? [1_000_000] : [])]
  const folder = mkdtempSync(join(tmpdir(), 'bench-triage-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  try {
    await prepareTemplate(server.url)
    const costs = await measure(server.url, sizes)
    mkdirSync(evaluation, { recursive: true })
    writeFileSync(join(evaluation, 'triage-cost.svg'), costPlot(costs))
    if (values.json) console.log(JSON.stringify(costs))
    else print(costs)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(serverUrl: string, sizes: readonly number[]): Promise<TriageCost[]> {
  const fresh = await freshDatabase(serverUrl)
  const db = openDatabase(fresh.url, { max: 4, statementTimeoutMs: 600_000 })
  const filingsOf = (seed: number, cases: number) =>
    generateDemonstration({ seed, startAt: '2026-10-20', days: 30, cases }).filings
  try {
    const prepared = filingsOf(1, different).map(preparedFiling)
    await sql`insert into case_key_built values (true)`.execute(db)
    await triageAll(db, filingsOf(99, 500))
    const costs: TriageCost[] = []
    for (const [at, stored] of sizes.entries()) {
      await stockIndex(db, prepared, sizes[at - 1] ?? 0, stored)
      await sql`vacuum analyze case_key`.execute(db)
      costs.push(await costAt(db, stored, filingsOf(2 + at, triaged)))
    }
    return costs
  } finally {
    await db.destroy()
    await fresh.drop()
  }
}

async function costAt(db: Database, stored: number, filings: readonly Filing[]): Promise<TriageCost> {
  const seconds = await triageAll(db, filings)
  const candidatesMs = await candidatesAlone(db, filings)
  const { rows } = await sql<{ index: number; prepared: number }>`
    select pg_total_relation_size('case_key') as index, pg_total_relation_size('case_fingerprint') as prepared`.execute(
    db,
  )
  const { index = 0, prepared = 0 } = rows[0] ?? {}
  return {
    stored,
    casesPerSecond: filings.length / seconds,
    msPerCase: (seconds * 1000) / filings.length,
    candidatesMsPerCase: candidatesMs / filings.length,
    indexMegabytes: index / 1e6,
    preparedMegabytes: prepared / 1e6,
  }
}

/** Record the filings, then let triage work through them; the seconds that triage takes. */
async function triageAll(db: Database, filings: readonly Filing[]): Promise<number> {
  await recordFilings(db, filings)
  const step = triageStep({ db, hubId, now: () => new Date() })
  const began = performance.now()
  while ((await step(new AbortController().signal)) > 0);
  return (performance.now() - began) / 1000
}

/** Look once more for the candidates of these filings, and do nothing with them; milliseconds for all. */
async function candidatesAlone(db: Database, filings: readonly Filing[]): Promise<number> {
  const cases = filings.map((filing, n) => ({
    caseId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    position: 1_000_000_000 + n,
    prepared: preparedFiling(filing),
  }))
  const began = performance.now()
  for (let start = 0; start < cases.length; start += 100)
    await db.transaction().execute((tx) => findCandidates(tx, cases.slice(start, start + 100)))
  return performance.now() - began
}

function print(costs: readonly TriageCost[]): void {
  printTable(
    ['cases stored', 'cases/s', 'ms per case', 'of which candidates', 'index MB', 'prepared MB'],
    costs.map((cost) => [
      cost.stored.toLocaleString('en'),
      Math.round(cost.casesPerSecond),
      cost.msPerCase.toFixed(2),
      cost.candidatesMsPerCase.toFixed(2),
      cost.indexMegabytes.toFixed(0),
      cost.preparedMegabytes.toFixed(0),
    ]),
  )
  const [first, last] = [costs[0], costs.at(-1)]
  if (first && last && first !== last)
    console.log(
      `${last.stored / first.stored} × the cases cost ${(last.msPerCase / first.msPerCase).toFixed(2)} × as much per case.`,
    )
}
