import { leafAt, logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { inquiryMaxAgeMs, StreamBroken, type EventStream } from '@inquiry/event-stream'
import { sql } from 'kysely'
import { judgeStream, type Verdict } from './judge-stream.ts'

/** The stream's own clock may be a little off: an event this close to its age may have left already. */
const ageMarginMs = 3_600_000

/** Compare what the stream holds with the log, and say what to do. The stream is read first: the log only grows. */
export async function compareStream(
  db: Database,
  stream: EventStream,
  cursor: number,
  republishFrom: number | undefined,
): Promise<Verdict> {
  const held = await stream.held().catch((error: unknown) => {
    if (error instanceof StreamBroken) return 'broken' as const
    throw error
  })
  const size = await logSize(db)
  const isRun = held !== undefined && held !== 'broken'
  return judgeStream({
    held,
    cursor,
    republishFrom,
    logSize: size,
    sameLog: isRun ? (await leafAt(db, held.last)) === held.lastLeaf : true,
    oldestYoung: isRun && held.first === 0 ? 0 : await firstRecordedWithin(db, inquiryMaxAgeMs - ageMarginMs, size),
  })
}

/** The first position recorded within this time; times never go back along the log, so it is found by halving. */
async function firstRecordedWithin(db: Database, ms: number, size: number): Promise<number> {
  let low = 0
  let high = size
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const { rows } = await sql<{ young: boolean }>`
      select recorded_at > now() - ${ms} * interval '1 millisecond' as young from event where position = ${middle}`.execute(
      db,
    )
    if (rows[0]?.young === true) high = middle
    else low = middle + 1
  }
  return low
}
