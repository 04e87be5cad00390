import { setTimeout as sleep } from 'node:timers/promises'
import { jetstream } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import pg from 'pg'

/** The bad writer of a control run: the event is published after the commit, with a little else in between. */
const [databaseUrl = '', natsUrl = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 })
const client = jetstream(await connect({ servers: natsUrl }))

async function write(): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(`insert into record (body) values ('x') returning id`)
    const id = String(rows[0]?.id)
    process.send?.(id)
    await sleep(10)
    await client.publish('control', id)
  }
}

await Promise.all(Array.from({ length: 8 }, write))
