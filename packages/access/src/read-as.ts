import { asNode, type Database, type Transaction } from '@inquiry/database'
import type { Identity } from './identity.ts'

/** Read for whoever asks: a node sees its own rows and cases only, a coordinator all of them. */
export async function readAs<T>(
  db: Database,
  identity: Identity,
  read: (rows: Database | Transaction) => Promise<T>,
): Promise<T> {
  return identity.kind === 'node' ? asNode(db, identity.nodeId, read) : read(db)
}
