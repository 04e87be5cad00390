import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openDatabase, type Database } from '@inquiry/database'
import { sealMany } from '../intake/envelopes.ts'
import { pushAll, type Measured } from '../intake/push.ts'
import { printTable } from '../table.ts'
import { withBenchmarkHub } from './benchmark-hub.ts'

export type LogCostReport = { withLog: number; withoutLog: number; ratio: number; rounds: number }

const connections = 32

/**
 * `pnpm bench log`: intake with the transparency log following it, and without, in turn in one run. "Without" means that
 * another connection holds the log reader's cursor, so that it hashes and signs nothing; all else goes on.
 */
export async function runLogCost(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      rounds: { type: 'string', default: '5' },
      envelopes: { type: 'string', default: '4000' },
    },
  })
  const rounds = Number(values.rounds)
  await withBenchmarkHub(async ({ url, sender, databaseUrl }) => {
    const db = openDatabase(databaseUrl, { max: 2 })
    const push = async (name: string): Promise<Measured> => {
      const bodies = await sealMany(sender, Number(values.envelopes), 1, name)
      return pushAll(`${url}/v1/messages`, bodies, { connections, casesEach: 1 })
    }
    const pairs: [withLog: number, withoutLog: number][] = []
    try {
      for (let round = 0; round <= rounds; round += 1) {
        const following = await push(`w${round}`)
        await caughtUp(db)
        const held = await whileHeld(db, () => push(`o${round}`))
        await caughtUp(db)
        if (following.failed + held.failed > 0) throw new Error('requests failed')
        // The first round warms everything up and is not counted.
        if (round > 0) pairs.push([following.casesPerSecond, held.casesPerSecond])
      }
    } finally {
      await db.destroy()
    }
    report(pairs, values.json === true)
  })
}

/** The log has taken everything, and so has triage, which does most of the work behind intake. */
async function caughtUp(db: Database): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { size } = await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
    const behind = db
      .selectFrom('reader_cursor')
      .select('name')
      .where('name', 'in', ['log', 'triage'])
      .where('position', '<', size - 1)
    if ((await behind.execute()).length === 0) return
    await sleep(100)
  }
  throw new Error('the log or triage did not catch up within a minute')
}

/** Work while the log's reader waits for its cursor. */
async function whileHeld<T>(db: Database, work: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('reader_cursor').select('position').where('name', '=', 'log').forUpdate().execute()
    return work()
  })
}

function report(pairs: readonly [number, number][], json: boolean): void {
  const withLog = Math.round(median(pairs.map(([following]) => following)))
  const withoutLog = Math.round(median(pairs.map(([, held]) => held)))
  const ratio = Math.round(median(pairs.map(([following, held]) => following / held)) * 100) / 100
  if (json)
    return console.log(JSON.stringify({ withLog, withoutLog, ratio, rounds: pairs.length } satisfies LogCostReport))
  printTable(
    ['', 'cases/s'],
    [
      ['with the log', withLog],
      ['without', withoutLog],
    ],
  )
  console.log(`ratio ${ratio}, the median of ${pairs.length} pairs`)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
