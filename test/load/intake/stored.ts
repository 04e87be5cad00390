import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshDatabase, prepareTemplate, startEmbeddedPostgres } from '@inquiry/database'
import { SingleBar } from 'cli-progress'
import { printTable } from '../table.ts'
import { benchmarkEnvironment, startHubChild, type Child } from './children.ts'
import { enrolSender } from './enrol.ts'
import { newSender, sealMany, type Sender } from './envelopes.ts'
import { fillRecord } from './fill.ts'
import { pushAll } from './push.ts'
import { benchmarkToken } from './token.ts'

const connections = 32

/** `pnpm bench stored`: one case an envelope into an empty hub and into one with a million cases, in turn. */
export async function runStored(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      cases: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '3' },
      envelopes: { type: 'string', default: '4000' },
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'bench-stored-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const children: Child[] = []
  try {
    await prepareTemplate(server.url)
    const full = await freshDatabase(server.url)
    const bar = new SingleBar({ format: ' {bar} {value}/{total} cases stored', stream: process.stderr })
    bar.start(Number(values.cases), 0)
    await fillRecord(full.url, Number(values.cases), (done) => bar.update(done))
    bar.stop()
    const hubs: { child: Child; sender: Sender; perSecond: number[] }[] = []
    for (const { url } of [await freshDatabase(server.url), full]) {
      const child = await startHubChild(benchmarkEnvironment(url, join(folder, `hub${hubs.length}`)))
      children.push(child)
      const sender = newSender('440100', '440000-hub')
      await enrolSender(child.url, sender, benchmarkToken)
      hubs.push({ child, sender, perSecond: [] })
    }
    for (let round = 0; round <= Number(values.rounds); round++) {
      for (const { child, sender, perSecond } of hubs) {
        const bodies = await sealMany(sender, Number(values.envelopes), 1, `s${round}`)
        const measured = await pushAll(`${child.url}/v1/messages`, bodies, { connections, casesEach: 1 })
        if (measured.failed > 0) throw new Error(`${measured.failed} envelopes failed`)
        if (round > 0) perSecond.push(measured.casesPerSecond)
      }
    }
    const [empty = 0, stored = 0] = hubs.map(({ perSecond }) => Math.round(median(perSecond)))
    const report = { cases: Number(values.cases), empty, stored, ratio: Math.round((stored / empty) * 100) / 100 }
    if (values.json) console.log(JSON.stringify(report))
    else
      printTable(
        ['stored before', 'cases/s'],
        [
          ['0', empty],
          [String(report.cases), stored],
          ['ratio', report.ratio],
        ],
      )
  } finally {
    for (const { process: child } of children) child.kill('SIGKILL')
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
