import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase, openDatabase, type Database } from '@inquiry/database'
import { readConfig, startHub, type RunningHub } from '@inquiry/hub'
import { inject } from 'vitest'
import { Coordinator } from './coordinator.ts'
import { Node } from './node.ts'

/** A province for a test: a real hub over a database of its own, its coordinator, and platforms that speak HTTP to it. */
export type Province = {
  hub: RunningHub
  url: string
  coordinator: Coordinator
  /** The hub's database, to look at what was recorded. */
  db: Database
  /** Add a node of that name and let it enrol. */
  join: (nodeId: string, kind?: 'city' | 'department') => Promise<Node>
  /** The readers of the log that have not come to its end. */
  behind: () => Promise<string[]>
  stop: () => Promise<void>
}

export type ProvinceOptions = {
  environment?: Record<string, string>
  natsUrl?: string
  /** The coordinator's token where the hub has an identity provider, and so no administrator's token. */
  token?: string
}

/** Start a hub in test mode, so that its clock can be made to run ahead. */
export async function startProvince({ environment = {}, natsUrl, token }: ProvinceOptions = {}): Promise<Province> {
  const fresh = await freshDatabase(inject('postgresUrl'))
  const folder = mkdtempSync(join(tmpdir(), 'inquiry-province-'))
  const config = readConfig(
    {},
    {
      PORT: '0',
      HUB_DATA: folder,
      DATABASE_URL: fresh.url,
      HUB_TEST_MODE: '1',
      HUB_LOG_LEVEL: 'error',
      HUB_ENVELOPES_PER_SECOND: '0',
      HUB_READS_PER_SECOND: '0',
      PATH: '',
      ...environment,
    },
  )
  const hub = await startHub({ ...config, natsUrl })
  const db = openDatabase(fresh.url, { max: 2 })
  const coordinator = new Coordinator(hub.url, token ?? hub.secrets.adminToken)
  return {
    hub,
    url: hub.url,
    coordinator,
    db,
    async join(nodeId, kind = 'city') {
      const { enrolment } = await coordinator.ok<{ enrolment: { code: string } }>('POST', '/v1/nodes', {
        nodeId,
        name: nodeId,
        kind,
      })
      return Node.enrol(hub.url, config.hubId, nodeId, enrolment.code)
    },
    async behind() {
      const { size } = await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
      const rows = await db
        .selectFrom('reader_cursor')
        .select('name')
        .where('position', '<', size - 1)
        .execute()
      return rows.map(({ name }) => name)
    },
    async stop() {
      await hub.stop()
      await db.destroy()
      await fresh.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
