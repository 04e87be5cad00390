import type { Database, Transaction } from '@inquiry/database'
import type { Tile, TileStore } from '@inquiry/transparency'
import { sql } from 'kysely'

/** The tree of public events, or that of what the hub keeps beside each event and publishes nowhere. */
export type LogTree = 'events' | 'rows'

/** The stored tiles of a tree: nothing of a proof is computed from events. */
export function storedTiles(db: Database | Transaction, tree: LogTree): TileStore {
  return {
    async readTiles(addresses) {
      const { rows } = await sql<{ place: number; hashes: Buffer }>`
        select w.place, t.hashes
        from unnest(${addresses.map((a) => a.level)}::int[], ${addresses.map((a) => a.index)}::bigint[])
          with ordinality as w (level, index, place)
        join log_tile t on t.tree = ${tree} and t.level = w.level and t.index = w.index`.execute(db)
      const found = new Map(rows.map((row) => [row.place - 1, new Uint8Array(row.hashes)]))
      return addresses.map((_, at) => found.get(at))
    },
  }
}

/** Write the tiles that a batch of leaves made wider. */
export async function saveTiles(tx: Transaction, tree: LogTree, tiles: readonly Tile[]): Promise<void> {
  await sql`
    insert into log_tile (tree, level, index, hashes)
    select ${tree}, * from unnest(
      ${tiles.map((t) => t.level)}::int[], ${tiles.map((t) => t.index)}::bigint[],
      ${tiles.map((t) => Buffer.from(t.hashes))}::bytea[])
    on conflict (tree, level, index) do update set hashes = excluded.hashes`.execute(tx)
}
