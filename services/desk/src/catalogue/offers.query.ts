import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { catalogueOf, Resource, type Catalogue } from '@inquiry/schema'
import { sql } from 'kysely'

/** The hub as a provider: its node code, its operator's name and organisation code (GB 32100). */
export type HubProvider = { hubId: string; name: string; code: string }

/** The catalogue as it stands: what the hub exchanges, then what nodes offer. */
export async function readCatalogue(db: Database, hub: HubProvider): Promise<Catalogue> {
  const offers = await db.selectFrom('catalogue_offer').select('resource').orderBy('code').execute()
  return catalogueOf(
    { ...hub, publishedAt: await firstDay(db) },
    offers.map(({ resource }) => Resource.parse(resource)),
  )
}

/** A resource of the catalogue by its code. */
export async function findResource(db: Database, hub: HubProvider, code: string): Promise<Resource | undefined> {
  return (await readCatalogue(db, hub)).resources.find((resource) => resource.code === code)
}

/** Offer a resource, or describe it anew. */
export async function putOffer(db: Database, nodeId: string, resource: Resource, now: Date): Promise<'new' | 'known'> {
  const { rows } = await sql<{ isNew: boolean }>`
    insert into catalogue_offer (code, node_id, resource, put_at)
    values (${resource.code}, ${nodeId}, ${JSON.stringify(resource)}, ${now})
    on conflict (code) do update set resource = excluded.resource, put_at = excluded.put_at
    returning xmax = 0 as "isNew"`.execute(db)
  return rows[0]?.isNew ? 'new' : 'known'
}

/** Take an offer out of the catalogue; of one node's offers only, where it is given. False where there is none. */
export async function withdrawOffer(db: Database, code: string, nodeId: string | undefined): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('catalogue_offer')
    .where('code', '=', code)
    .$if(nodeId !== undefined, (q) => q.where('node_id', '=', nodeId ?? ''))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The day on which the hub made its first key: since then it exchanges what its catalogue says. */
async function firstDay(db: Database): Promise<string> {
  const { first } = await db
    .selectFrom('hub_key')
    .select((e) => e.fn.min('created_at').as('first'))
    .executeTakeFirstOrThrow()
  return logTime(first).slice(0, 10)
}
