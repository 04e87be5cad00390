import type { Database } from '@inquiry/database'
import type { NodeMappings } from './translate-codes.ts'

/** The nodes' code mappings, kept at hand. Whoever puts one, or hears that one was put, empties it. */
export type MappingDirectory = { of: (nodeId: string) => Promise<NodeMappings>; forget: () => void }

/** A directory over the record. What is being read while it is emptied is given to who asked, and not kept. */
export function createMappingDirectory(db: Database): MappingDirectory {
  const known = new Map<string, Promise<NodeMappings>>()
  return {
    forget: () => known.clear(),
    of(nodeId) {
      const held = known.get(nodeId)
      if (held) return held
      const reading = readMappings(db, nodeId)
      known.set(nodeId, reading)
      reading.catch(() => known.get(nodeId) === reading && known.delete(nodeId))
      return reading
    },
  }
}

async function readMappings(db: Database, nodeId: string): Promise<NodeMappings> {
  const rows = await db
    .selectFrom('code_mapping_entry')
    .select(['list', 'local', 'standard'])
    .where('node_id', '=', nodeId)
    .execute()
  const byList = Map.groupBy(rows, (row) => row.list)
  return new Map([...byList].map(([list, entries]) => [list, new Map(entries.map((e) => [e.local, e.standard]))]))
}
