import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedPostgres } from '@inquiry/database'
import { startNatsServer } from '@inquiry/event-stream'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import pg from 'pg'
import { between, randomFrom } from '../random.ts'
import type { Caught, ControlOptions } from './controls.ts'
import { judgeControl } from './judge-control.ts'

/** A writer in a process of its own that commits, says so, and then publishes; killed again and again. */
export async function publishAfterCommit({ seed, seconds, natsBinary }: ControlOptions): Promise<Caught> {
  const folder = mkdtempSync(join(tmpdir(), 'control-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const nats = await startNatsServer(natsBinary, { folder: join(folder, 'nats') })
  const random = randomFrom(seed)
  const committed: number[] = []
  let child: ChildProcess | undefined
  try {
    await prepare(server.url, nats.url)
    const end = performance.now() + Math.min(seconds, 12) * 1000
    while (performance.now() < end) {
      child = fork(join(import.meta.dirname, 'after-commit-writer.ts'), [server.url, nats.url])
      child.on('message', (id) => committed.push(Number(id)))
      await sleep(between(random, 900, 1_800))
      child.kill('SIGKILL')
      await new Promise((done) => child?.once('exit', done))
    }
    return judgeControl(committed, await published(nats.url))
  } finally {
    child?.kill('SIGKILL')
    await nats.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function prepare(databaseUrl: string, natsUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create table record (id bigint generated always as identity primary key, body text)')
  await client.end()
  const connection = await connect({ servers: natsUrl })
  await (await jetstreamManager(connection)).streams.add({ name: 'CONTROL', subjects: ['control'] })
  await connection.close()
}

async function published(natsUrl: string): Promise<number[]> {
  const connection = await connect({ servers: natsUrl })
  const { state } = await (await jetstreamManager(connection)).streams.info('CONTROL')
  const seen: number[] = []
  const consumer = await jetstream(connection).consumers.get('CONTROL')
  if (state.messages > 0)
    for await (const message of await consumer.fetch({ max_messages: state.messages, expires: 5_000 }))
      seen.push(Number(message.string()))
  await connection.close()
  return seen
}
