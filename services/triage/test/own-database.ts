import { freshDatabase, openDatabase, type Database, type FreshDatabase } from '@inquiry/database'
import { afterAll, beforeAll, inject } from 'vitest'
import { triageStep } from '../src/index.ts'
import { hubId } from './record-cases.ts'

/** A database of the test file's own, from before its first test until after its last. */
export function ownDatabase(): { readonly db: Database; readonly url: string } {
  let fresh: FreshDatabase | undefined
  let db: Database | undefined
  beforeAll(async () => {
    fresh = await freshDatabase(inject('postgresUrl'))
    db = openDatabase(fresh.url, { max: 4 })
  })
  afterAll(async () => {
    await db?.destroy()
    await fresh?.drop()
  })
  return {
    get db() {
      return db ?? tooEarly()
    },
    get url() {
      return fresh?.url ?? tooEarly()
    },
  }
}

function tooEarly(): never {
  throw new Error('the database is there once the tests begin')
}

/** Everything that triage has not read yet, by a triage that remembers nothing. */
export async function triageAll(db: Database): Promise<void> {
  const step = triageStep({ db, hubId, now: () => new Date() })
  while ((await step(new AbortController().signal)) > 0);
}
