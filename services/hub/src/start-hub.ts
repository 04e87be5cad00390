import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { createAccess, localAdministrator, providerTeller } from '@inquiry/access'
import { appendedChannel } from '@inquiry/case-log'
import { calendarChannel, openCalendarBook } from '@inquiry/case-record'
import {
  checkSettings,
  listen,
  migrate,
  openDatabase,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '@inquiry/database'
import { createEnvelopeDoor, createIntakeGate, createMappingDirectory } from '@inquiry/intake'
import { createTokenBuckets, maxEnvelopeBytes } from '@inquiry/http'
import { addNode, createKeyDirectory, listNodes, openHubKeyRing, registryChannel } from '@inquiry/registry'
import { createLog, createMetrics, type Log } from '@inquiry/telemetry'
import { createGrowth, pressureOn } from '@inquiry/work-loop'
import { BadSetting, type Config } from './config.ts'
import { createApp } from './create-app.ts'
import { derivedKey, readSecrets, writeAddress, type Secrets } from './data-folder.ts'
import { hubClock, type HubClock } from './hub-clock.ts'
import { startThread } from './hub-thread.ts'
import { startHttpServer } from './http-server.ts'
import { keepNatsUsers } from './nats-users.ts'
import { openNats, type Nats } from './open-nats.ts'
import { openProvider } from './sign-in/open-provider.ts'
import type { CourierData } from './courier-thread.ts'
import type { FollowersData } from './followers.ts'

export type RunningHub = {
  url: string
  secrets: Secrets
  natsUrl: string | undefined
  databaseUrl: string
  /** Drains within ten seconds: requests under way finish, readers end after their step, the database stops last. */
  stop: () => Promise<void>
}

/** Start all of the hub in this process: the database, its doors, and a thread for what follows the log. */
export async function startHub(config: Config): Promise<RunningHub> {
  const log = createLog(config.logLevel)
  const secrets = readSecrets(config.dataFolder, config)
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer()
  }
  try {
    const databaseUrl = await openServer(config, closers)
    const nats = await openNats(config, secrets.masterKey, closers, log)
    const url = await openDoors(config, { databaseUrl, nats, secrets, log, closers })
    writeAddress(config.dataFolder, { url, pid: process.pid })
    if (config.testMode)
      log.warn('HUB_TEST_MODE=1: an administrator can make the hub’s clock run ahead. Never use this for real cases.')
    if (config.oidc && config.adminToken !== undefined)
      log.warn(
        'HUB_ADMIN_TOKEN opens nothing where HUB_OIDC_ISSUER is set: coordinators come from the identity provider.',
      )
    return { url, secrets, natsUrl: nats?.publicUrl, databaseUrl, stop: close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openServer(config: Config, closers: (() => Promise<void>)[]): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl
  const server: EmbeddedPostgres = await startEmbeddedPostgres(join(config.dataFolder, 'postgres'))
  closers.push(server.stop)
  return server.url
}

type Doors = {
  databaseUrl: string
  nats: Nats | undefined
  secrets: Secrets
  log: Log
  closers: (() => Promise<void>)[]
}

async function openDoors(config: Config, { databaseUrl, nats, secrets, log, closers }: Doors): Promise<string> {
  const db = openDatabase(databaseUrl, { max: 12 })
  closers.push(() => db.destroy())
  await migrate(db)
  // What coordinators ask never keeps an envelope waiting for a connection.
  const record = openDatabase(databaseUrl, { max: 2, name: 'inquiry-recorder', byKey: true })
  closers.push(() => record.destroy())
  const unfit = await checkSettings(db)
  if (unfit.length > 0) throw new BadSetting(unfit.join(' '))
  const clock = hubClock()
  // A coordinator may give the hub a case like any other node (annex B44).
  const own = { nodeId: config.hubId, name: config.hubName, kind: 'hub', contact: null } as const
  await db.transaction().execute((tx) => addNode(tx, own, clock.now()))
  const pressure = pressureOn()
  const gate = createIntakeGate()
  const hubKeys = await openHubKeyRing(db, secrets.masterKey, clock.now)
  const keys = createKeyDirectory(db)
  const mappings = createMappingDirectory(db)
  const growth = createGrowth()
  const ending = new AbortController()
  const natsUsers = nats?.users && (await keepNatsUsers({ db, now: clock.wallClock, log, ...nats.users }))
  if (natsUsers) closers.push(natsUsers.close)
  const calendars = await openCalendarBook(db)
  const renewCalendars = (): Promise<void> =>
    calendars.refresh().catch((error: unknown) => log.warn({ err: error }, 'the calendars could not be read anew'))
  const listeners = [
    listen(databaseUrl, calendarChannel, () => void renewCalendars(), ending.signal),
    listen(databaseUrl, appendedChannel, () => growth.grown(), ending.signal),
    listen(databaseUrl, registryChannel, () => void registryChanged(), ending.signal),
  ]
  closers.push(async () => {
    ending.abort()
    await Promise.all(listeners)
  })
  const registryChanged = async (): Promise<void> => {
    keys.forget()
    mappings.forget()
    await hubKeys.reload().catch((error: unknown) => log.warn({ err: error }, 'the hub’s keys could not be read anew'))
    await natsUsers?.renew().catch((error: unknown) => log.warn({ err: error }, 'the users of NATS stay as they were'))
  }
  const shared = {
    databaseUrl,
    hubId: config.hubId,
    logLevel: config.logLevel,
    clock: clock.shared,
    masterKey: secrets.masterKey,
  }
  const followersData: FollowersData = {
    ...shared,
    pressure: pressure.shared,
    checkpointFile: join(config.dataFolder, 'log.checkpoint'),
    witnesses: config.witnesses,
    retention: config.retention,
  }
  const courierData: CourierData = {
    ...shared,
    natsUrl: nats?.url,
    natsSyncsAlways: nats?.syncsAlways === true,
    holder: `${process.pid}-${randomBytes(6).toString('hex')}`,
    testMode: config.testMode,
  }
  const stopFollowers = await startThread('./followers.ts', followersData, log)
  closers.push(stopFollowers)
  const stopCourier = await startThread('./courier-thread.ts', courierData, log)
  closers.push(stopCourier)
  const metrics = createMetrics()
  const quota = createTokenBuckets(config.envelopesPerSecond, config.envelopesPerSecond * 4)
  const reads = createTokenBuckets(config.readsPerSecond, config.readsPerSecond * 4)
  let address = ''
  const publicOrigin = (): string => config.publicOrigin ?? address
  const sessionKey = derivedKey(secrets.masterKey, 'sessions')
  const oidc = config.oidc && openProvider(config.oidc, { db, sessionKey, publicOrigin, now: clock.wallClock, log })
  const access = createAccess({
    hubId: config.hubId,
    keys,
    now: clock.wallClock,
    coordinators: oidc ? providerTeller(oidc.provider) : localAdministrator(secrets.adminToken),
    sessions: (c) => oidc?.signIn?.book.identify(c) ?? Promise.resolve(undefined),
    takeRequest: (nodeId) => reads.take(nodeId),
    answers: { db, masterKey: secrets.masterKey, now: clock.now },
  })
  const app = await createApp({
    config,
    db,
    record,
    keys,
    mappings,
    hubKeys,
    clock,
    access,
    growth,
    metrics,
    pressure,
    gate,
    quota,
    natsUrl: nats?.publicUrl,
    natsUsers,
    log,
    citizenKey: derivedKey(secrets.masterKey, 'citizen'),
    masterKey: secrets.masterKey,
    closing: ending.signal,
    isNode: await nodeTeller(db, clock),
    calendars,
    signIn: oidc?.signIn,
  })
  const envelopes = createEnvelopeDoor({ gate, quota, keyAtHand: keys.atHand, metrics, pressure })
  const server = await startHttpServer(app.fetch, config, (request) =>
    isEnvelope(request) ? envelopes.whenItComes() : 'in',
  )
  address = server.url
  closers.push(async () => {
    growth.grown()
    ending.abort()
    growth.grown()
    await Promise.all([server.close(5_000), stopFollowers(), stopCourier()])
  })
  return server.url
}

/** Whether a request is one of those that may be sent away early; any that is written otherwise goes the whole way. */
function isEnvelope({ method, url, headers }: IncomingMessage): boolean {
  return (
    url === '/v1/messages' &&
    method === 'POST' &&
    headers['content-type'] === 'application/jose' &&
    headers['content-encoding'] === undefined &&
    // One that announces too much is told so before anything of it comes.
    !(Number(headers['content-length']) > maxEnvelopeBytes)
  )
}

/** Tells whether a node exists, from a list that is read anew at most once a second. */
async function nodeTeller(db: ReturnType<typeof openDatabase>, clock: HubClock): Promise<(nodeId: string) => boolean> {
  let names = new Set((await listNodes(db)).map((node) => node.nodeId))
  let readAt = clock.wallClock().getTime()
  return (nodeId) => {
    if (!names.has(nodeId) && clock.wallClock().getTime() - readAt > 1_000) {
      readAt = clock.wallClock().getTime()
      const renewed = listNodes(db).then((nodes) => (names = new Set(nodes.map((node) => node.nodeId))))
      // The database is away: the list stays as it was, and is read anew a second later.
      renewed.catch(() => {})
    }
    return names.has(nodeId)
  }
}
