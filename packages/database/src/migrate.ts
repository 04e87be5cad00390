import { Migrator, type Migration } from 'kysely/migration'
import * as firstRoad from './migrations/0001-first-road.ts'
import * as matchingAndRoutes from './migrations/0002-matching-and-routes.ts'
import * as tallies from './migrations/0003-tallies.ts'
import * as coordination from './migrations/0004-coordination.ts'
import * as watch from './migrations/0005-watch.ts'
import * as transparencyLog from './migrations/0010-transparency-log.ts'
import * as keyLifeCycle from './migrations/0011-key-life-cycle.ts'
import * as isolation from './migrations/0012-isolation.ts'
import * as attachments from './migrations/0013-attachments.ts'
import * as personalData from './migrations/0014-personal-data.ts'
import * as relay from './migrations/0020-relay.ts'
import * as webhooks from './migrations/0021-webhooks.ts'
import * as natsUsers from './migrations/0022-nats-users.ts'
import * as codeMappings from './migrations/0030-code-mappings.ts'
import * as catalogue from './migrations/0031-catalogue.ts'
import * as matters from './migrations/0040-matters.ts'
import * as matterEvidence from './migrations/0041-matter-evidence.ts'
import * as categorySuggestions from './migrations/0042-category-suggestions.ts'
import * as publishedSignatures from './migrations/0043-published-signatures.ts'
import * as coordinatorAnswers from './migrations/0044-coordinator-answers.ts'
import * as nodeRows from './migrations/0045-node-rows.ts'
import * as readerIndexes from './migrations/0046-reader-indexes.ts'
import * as assessments from './migrations/0047-assessments.ts'
import * as coordinatorSessions from './migrations/0048-coordinator-sessions.ts'
import * as exports from './migrations/0049-exports.ts'
import type { Database } from './open.ts'

/** Every step of the schema, in order. A step that was released is never changed. */
const migrations: Record<string, Migration> = {
  '0001-first-road': firstRoad,
  '0002-matching-and-routes': matchingAndRoutes,
  '0003-tallies': tallies,
  '0004-coordination': coordination,
  '0005-watch': watch,
  '0010-transparency-log': transparencyLog,
  '0011-key-life-cycle': keyLifeCycle,
  '0012-isolation': isolation,
  '0013-attachments': attachments,
  '0014-personal-data': personalData,
  '0020-relay': relay,
  '0021-webhooks': webhooks,
  '0022-nats-users': natsUsers,
  '0030-code-mappings': codeMappings,
  '0031-catalogue': catalogue,
  '0040-matters': matters,
  '0041-matter-evidence': matterEvidence,
  '0042-category-suggestions': categorySuggestions,
  '0043-published-signatures': publishedSignatures,
  '0044-coordinator-answers': coordinatorAnswers,
  '0045-node-rows': nodeRows,
  '0046-reader-indexes': readerIndexes,
  '0047-assessments': assessments,
  '0048-coordinator-sessions': coordinatorSessions,
  '0049-exports': exports,
}

/** Bring the schema to this release; safe to call from several processes at once (Kysely holds an advisory lock). */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
