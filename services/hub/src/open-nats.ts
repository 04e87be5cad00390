import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { authorizationBlock, startNatsServer, withoutUser, type NatsServer } from '@inquiry/event-stream'
import type { Log } from '@inquiry/telemetry'
import type { Config } from './config.ts'
import { derivedKey } from './data-folder.ts'
import { findOnPath } from './find-on-path.ts'
import { writeUsers } from './nats-users.ts'

/** The NATS of this hub, as far as there is one. */
export type Nats = {
  /** With the hub's own user. */
  url: string
  /** As it may be shown. */
  publicUrl: string
  /** Whether it is known to write every message to disk before it acknowledges it. */
  syncsAlways: boolean
  /** Where the users of nodes are written; undefined where the server is another's that includes no such file. */
  users: { file: string; hub: { user: string; password: string }; reload: () => void } | undefined
}

const hubUser = 'hub'
const usersFile = 'users.conf'

/** The server of the settings, else one found on the PATH and started here, else none. */
export async function openNats(
  config: Config,
  masterKey: Uint8Array,
  closers: (() => Promise<void>)[],
  log: Log,
): Promise<Nats | undefined> {
  if (config.natsUrl) return theirs(config.natsUrl, config.natsUsersFile)
  const binary = findOnPath('nats-server')
  if (!binary) return undefined
  const folder = join(config.dataFolder, 'nats')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, usersFile)
  const hub = { user: hubUser, password: derivedKey(masterKey, 'nats').toString('base64url') }
  writeUsers(file, authorizationBlock(hub, []))
  const server: NatsServer = await startNatsServer(binary, { folder, include: usersFile })
  closers.push(server.stop)
  log.info({ url: server.url }, 'started nats-server from the PATH')
  const url = new URL(server.url)
  url.username = hub.user
  url.password = hub.password
  const { syncsAlways } = server
  return { url: url.href, publicUrl: server.url, syncsAlways, users: { file, hub, reload: server.reload } }
}

/** A server of somebody else's: it loads the file by itself (`nats-server-config-reloader`), if it includes it at all. */
function theirs(given: string, file: string | undefined): Nats {
  const { url: publicUrl } = withoutUser(given)
  const { username, password } = new URL(given.split(',')[0] ?? given)
  const hub = { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  return {
    url: given,
    publicUrl,
    syncsAlways: false,
    users: file === undefined ? undefined : { file, hub, reload: () => {} },
  }
}
