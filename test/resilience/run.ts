import { parseArgs } from 'node:util'
import { findNatsServer } from '../../infra/nats/fetch.ts'
import { printTable } from '../load/table.ts'
import { holds } from './check.ts'
import { controls } from './control/controls.ts'
import { faults } from './faults/faults.ts'
import { recordResults } from './record.ts'
import { runKind, type KindResult } from './run-kind.ts'

const usage = `pnpm resilience [--only <kind>,…] [--seed n] [--seconds n] [--rate n] [--json] [--keep] [--list] [--record <folder>]
  kinds: ${faults.map(({ kind }) => kind).join(' ')}
  controls, which must be caught: ${controls.map(({ kind }) => kind).join(' ')}`

/** `pnpm resilience`: real processes, real faults, a history and a checker. Ends with 1 where a promise was broken. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '30' },
      rate: { type: 'string', default: '25' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      record: { type: 'string' },
    },
  })
  if (values.list) return console.log(usage)
  const only = values.only?.split(',')
  const unknown = only?.filter((kind) => ![...faults, ...controls].some((known) => known.kind === kind)) ?? []
  if (unknown.length > 0) throw new Error(`There is no fault ${unknown.join(', ')}.\n${usage}`)
  const natsBinary = findNatsServer()
  if (!natsBinary) throw new Error('There is no nats-server: install one, or set NATS_SERVER to its path.')
  const said = (line: string): void => void process.stderr.write(`${line}\n`)
  const options = {
    seed: Number(values.seed),
    seconds: Number(values.seconds),
    rate: Number(values.rate),
    natsBinary,
    keep: values.keep,
    said,
  }
  const chosen = faults.filter(({ kind }) => !only || only.includes(kind))
  const results: KindResult[] = []
  for (const fault of chosen) {
    const missing = fault.missing?.()
    if (missing !== undefined) said(`${fault.kind} is left out: ${missing}`)
    else results.push(await runKind(fault, options))
    for (const finding of results.at(-1)?.findings ?? []) said(`  ${finding}`)
  }
  const caught = []
  for (const control of controls.filter(({ kind }) => !only || only.includes(kind)))
    caught.push({ kind: control.kind, seed: options.seed, ...(await control.run(options)) })
  if (values.record !== undefined) recordResults(values.record, results, caught)
  if (values.json) console.log(JSON.stringify({ results, controls: caught }))
  else print(results, caught)
  const held = results.filter(holds).length
  const seen = caught.filter(({ lost }) => lost > 0).length
  const closing = `${held} of ${results.length} kinds held, ${seen} of ${caught.length} controls were caught`
  if (values.json) said(closing)
  else console.log(closing)
  process.exitCode = held === results.length && seen === caught.length ? 0 : 1
}

function print(
  results: readonly KindResult[],
  caught: readonly { kind: string; acknowledged: number; lost: number }[],
): void {
  printTable(
    [
      'fault',
      'times',
      'acked',
      'lost',
      'phantom',
      'changed',
      'duplicated',
      'out of order',
      'repeated',
      'ack gap s',
      'delivery gap s',
      'quiet after s',
    ],
    results.map((r) => [
      `${r.kind} (seed ${r.seed})`,
      r.times,
      r.acknowledged,
      r.lost,
      r.phantom,
      r.changed,
      r.duplicated,
      r.reordered,
      r.repeated,
      seconds(r.longestAckGapMs),
      seconds(r.longestDeliveryGapMs),
      seconds(r.settledMs),
    ]),
  )
  if (caught.length > 0)
    printTable(
      ['control run, which must lose', 'acked', 'lost'],
      caught.map(({ kind, acknowledged, lost }) => [kind, acknowledged, lost]),
    )
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
