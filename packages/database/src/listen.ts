import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/**
 * Hear of a channel's notifications until the signal ends it. A notification is a hint to look sooner; the listener is
 * also called after every reconnect, when hints may have been missed.
 */
export async function listen(
  url: string,
  channel: string,
  heard: (payload: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: url, application_name: `listen ${channel}` })
    const { promise: broken, resolve: breaks } = Promise.withResolvers<void>()
    client.on('error', () => breaks())
    client.on('end', () => breaks())
    client.on('notification', (message) => heard(message.payload ?? ''))
    const end = (): void => breaks()
    signal.addEventListener('abort', end)
    try {
      await client.connect()
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      heard('')
      await broken
    } catch {
      // The server is away: tried again below.
    } finally {
      signal.removeEventListener('abort', end)
      await client.end().catch(() => {})
    }
    if (!signal.aborted) await sleep(500, undefined, { signal }).catch(() => {})
  }
}
