import { JetStreamApiError, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { StreamSettings } from './settings.ts'

/** What JetStream answers for a stream that it does not have. */
const streamNotFound = 10_059

/** Settings of a stream that differ from those wanted and cannot be changed while it exists. */
export class UnfitStream extends Error {
  override name = 'UnfitStream'
}

/** Settings that JetStream changes in a stream that exists. */
const changeable = ['subjects', 'discard', 'max_age', 'duplicate_window', 'num_replicas'] as const
/** Settings that a stream is made with. Deny flags can be set later but never be taken back. */
const fixed = ['storage', 'retention', 'deny_delete', 'deny_purge'] as const

/**
 * Make the stream where it is missing; else bring it to its settings, what it holds stays. Answers whether it was made.
 * Throws UnfitStream where it has a setting that cannot be changed.
 */
export async function ensureStream(
  manager: JetStreamManager,
  connection: NatsConnection,
  settings: StreamSettings,
): Promise<'made' | 'found'> {
  const found = await manager.streams.info(settings.name).catch(notFoundIsUndefined)
  const most = Math.min(settings.num_replicas, serversOf(connection) ?? settings.num_replicas)
  if (!found) {
    await addReplicated(manager, { ...settings, num_replicas: most })
    return 'made'
  }
  // Copies are added when servers join, and never taken away because one is down just now.
  const isKnown = serversOf(connection) !== undefined
  const num_replicas = isKnown ? Math.max(found.config.num_replicas, most) : found.config.num_replicas
  const wanted = { ...settings, num_replicas }
  const unfit = fixed.filter((name) => (found.config[name] ?? false) !== wanted[name])
  if (unfit.length > 0) throw new UnfitStream(unfitSentence(found.config, wanted, unfit))
  const differs = changeable.some((name) => JSON.stringify(found.config[name]) !== JSON.stringify(wanted[name]))
  if (differs) await manager.streams.update(settings.name, wanted)
  return 'found'
}

/** The servers of the cluster as far as they are up; 1 where there is no cluster, undefined where servers keep it to themselves. */
function serversOf(connection: NatsConnection): number | undefined {
  const { cluster, connect_urls } = connection.info as { cluster?: string; connect_urls?: string[] }
  return cluster === undefined ? 1 : connect_urls?.length
}

/** What JetStream answers where it has not enough servers for so many copies. */
const tooFewServers = [10_005, 10_074]

/** Make a stream with as many copies as there are servers for; the stream is better with one than not there. */
async function addReplicated(manager: JetStreamManager, settings: StreamSettings): Promise<void> {
  try {
    await manager.streams.add(settings)
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || !tooFewServers.includes(error.code) || settings.num_replicas === 1)
      throw error
    await manager.streams.add({ ...settings, num_replicas: 1 })
  }
}

function notFoundIsUndefined(error: unknown): undefined {
  if (error instanceof JetStreamApiError && error.code === streamNotFound) return undefined
  throw error
}

function unfitSentence(found: StreamConfig, wanted: StreamSettings, names: readonly (typeof fixed)[number][]): string {
  const differences = names.map((name) => `${name} is ${String(found[name])}, not ${String(wanted[name])}`)
  return `Stream ${wanted.name} cannot be used: ${differences.join('; ')}. Delete it; the hub makes it and fills it again from the log.`
}
