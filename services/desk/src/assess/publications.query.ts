import { logTime } from '@inquiry/case-log'
import type { Database, Tables, Transaction } from '@inquiry/database'
import type { Assessment, Publication } from '@inquiry/schema'
import type { Insertable, Selectable } from 'kysely'

type Row = Omit<Selectable<Tables['assessment_publication']>, 'nodes'>
const columns = ['id', 'month', 'formula', 'as_of', 'digest', 'published_by', 'published_at', 'position'] as const

/** The publications of a month, or of all months, the newest first. */
export async function listPublications(db: Database, month?: string): Promise<Publication[]> {
  const all = db.selectFrom('assessment_publication').select(columns)
  const rows = await (month === undefined ? all : all.where('month', '=', month))
    .orderBy('position', 'desc')
    .limit(500)
    .execute()
  return rows.map(publicationView)
}

/** A publication with the figures as they were published. */
export async function findPublication(
  db: Database,
  month: string,
  id: string,
): Promise<{ publication: Publication; nodes: Assessment['nodes'] } | undefined> {
  const row = await db
    .selectFrom('assessment_publication')
    .selectAll()
    .where('month', '=', month)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { publication: publicationView(row), nodes: row.nodes as Assessment['nodes'] }
}

export async function keepPublication(
  tx: Transaction,
  row: Insertable<Tables['assessment_publication']>,
): Promise<void> {
  await tx.insertInto('assessment_publication').values(row).execute()
}

function publicationView(row: Row): Publication {
  return {
    id: row.id,
    month: row.month,
    formula: row.formula,
    asOf: row.as_of,
    digest: row.digest,
    by: row.published_by,
    time: logTime(row.published_at),
    position: row.position,
  }
}
