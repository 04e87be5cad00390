import { renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { goodNatsUsers } from '@inquiry/courier'
import type { Database } from '@inquiry/database'
import { authorizationBlock } from '@inquiry/event-stream'
import type { Log } from '@inquiry/telemetry'

export type NatsUsersOptions = {
  db: Database
  /** The file that the server's configuration includes. */
  file: string
  /** The user by which the hub itself connects. */
  hub: { user: string; password: string }
  now: () => Date
  /** Tell the server to load its configuration again. */
  reload: () => void
  log: Log
}

/** The users that a NATS server knows, kept as the registry says. */
export type NatsUsers = {
  /** Write the users as they are now; done when the server has had the time to load them. */
  renew: () => Promise<void>
  close: () => Promise<void>
}

/** Keys end by themselves as well: how often the list is looked at though nobody said that it changed, in milliseconds. */
const lookEveryMs = 5_000
/** A server loads its configuration within some milliseconds. */
const loadedWithinMs = 150

/** Write the file of users now, and again whenever a node, a key or a user has changed. */
export async function keepNatsUsers({ db, file, hub, now, reload, log }: NatsUsersOptions): Promise<NatsUsers> {
  let written: string | undefined
  let renewing = Promise.resolve()
  const renewOnce = async (): Promise<void> => {
    const block = authorizationBlock(hub, await goodNatsUsers(db, now()))
    if (block === written) return
    writeUsers(file, block)
    written = block
    reload()
    await sleep(loadedWithinMs)
  }
  const renew = (): Promise<void> => (renewing = renewing.catch(() => {}).then(renewOnce))
  await renew()
  const timer = setInterval(
    () => void renew().catch((error: unknown) => log.warn({ err: error }, 'the users of NATS could not be written')),
    lookEveryMs,
  )
  return {
    renew,
    async close() {
      clearInterval(timer)
      await renewing.catch(() => {})
    },
  }
}

/** Replace the file in one step: a server that loads it at this moment reads the old one or the new one. */
export function writeUsers(file: string, block: string): void {
  writeFileSync(`${file}.new`, block, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
