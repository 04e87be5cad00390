import type { Database } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'

/** The worker that thins out what was signed long ago. */
export const thinningWorker = 'log-thinning'

/** For how long every checkpoint is kept. */
const wholeMs = 24 * 3_600_000

/**
 * One step: of the checkpoints that are older than a day the last of each hour stays. Whoever holds another is not worse
 * off: that the log has grown from it is proven by the tiles, which stay whole. It answers 0: the next hour is soon enough.
 */
export function thinCheckpointsStep({ db, now }: { db: Database; now: () => Date }): Step {
  return async () => {
    await sql`
      delete from log_checkpoint using (
        select size, row_number() over (partition by date_trunc('hour', signed_at) order by size desc) as place
        from log_checkpoint where signed_at < ${new Date(now().getTime() - wholeMs)}
      ) old
      where old.place > 1 and log_checkpoint.size = old.size`.execute(db)
    return 0
  }
}
