import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Access, AccessEnv } from '@inquiry/access'
import { logSize } from '@inquiry/case-log'
import type { CalendarBook } from '@inquiry/case-record'
import {
  caseEventsRoutes,
  eventsRoutes,
  inboxRoutes,
  logHealth,
  logRoutes,
  logVkey,
  overseeRoutes,
  selfNatsRoutes,
  webhooksOf,
  webhooksRoutes,
} from '@inquiry/courier'
import type { Database } from '@inquiry/database'
import {
  adviceRoutes,
  assessmentsRoutes,
  casesListRoutes,
  catalogueRoutes,
  codeListRoutes,
  commandRoutes,
  contestsRoutes,
  deadlinesRoutes,
  mattersRoutes,
  nodesRoutes,
  passingRoutes,
  routesRoutes,
  rulesRoutes,
  statsRoutes,
} from '@inquiry/desk'
import { createRouter, type TokenBuckets } from '@inquiry/http'
import {
  attachmentsRoutes,
  casesRoutes,
  createRecorder,
  enrolmentRoutes,
  keysRoutes,
  messagesRoutes,
  retentionRoutes,
  selfRoutes,
  type MappingDirectory,
  type IntakeGate,
} from '@inquiry/intake'
import { problemHandler, problemNotFound } from '@inquiry/problems'
import type { HubKeyRing, KeyDirectory } from '@inquiry/registry'
import type { Log, Metrics } from '@inquiry/telemetry'
import type { Growth, Pressure } from '@inquiry/work-loop'
import { accessRecordsRoutes } from './access-records.route.ts'
import type { Config } from './config.ts'
import { consoleRoutes } from './console.route.ts'
import { discoveryRoutes } from './discovery.route.ts'
import { documentRoutes } from './documents.route.ts'
import { healthRoutes } from './health.route.ts'
import type { HubClock } from './hub-clock.ts'
import { hubKeysRoutes } from './hub-keys.route.ts'
import type { NatsUsers } from './nats-users.ts'
import { methodNotAllowed } from './method-not-allowed.ts'
import { metricsRoutes, observeRequests } from './metrics.route.ts'
import { sessionRoutes } from './sign-in/session.route.ts'
import { signInRoutes, type SignIn } from './sign-in/sign-in.route.ts'
import { testClockRoutes } from './test-clock.route.ts'
import { otherVersions } from './versions.ts'

export type AppParts = {
  config: Config
  db: Database
  /** The same database, for the one who records envelopes. */
  record: Database
  keys: KeyDirectory
  mappings: MappingDirectory
  hubKeys: HubKeyRing
  clock: HubClock
  access: Access
  growth: Growth
  metrics: Metrics
  pressure: Pressure
  gate: IntakeGate
  /** Envelopes a second by node. */
  quota: TokenBuckets
  natsUrl: string | undefined
  /** The users of nodes on that NATS, undefined where this hub keeps none. */
  natsUsers: NatsUsers | undefined
  log: Log
  citizenKey: Uint8Array
  masterKey: Uint8Array
  closing: AbortSignal
  isNode: (nodeId: string) => boolean
  calendars: CalendarBook
  /** Signing in by a browser, where an identity provider knows this hub. */
  signIn: SignIn | undefined
}

/** Every door of the hub behind one address. */
export async function createApp(parts: AppParts): Promise<OpenAPIHono<AccessEnv>> {
  const { config, db, keys, mappings, hubKeys, clock, access, growth, metrics, natsUrl, log, closing } = parts
  const { hubId } = config
  const { now, wallClock } = clock
  const signer = hubKeys.receiptSigner
  const recorder = createRecorder({
    db: parts.record,
    hubId,
    now,
    wallClock,
    signer,
    isNode: parts.isNode,
    metrics,
    pressure: parts.pressure,
    calendars: parts.calendars.current,
  })
  const findPrivateKey = (kid: string) => hubKeys.keys.decryption.get(kid)?.privateKey
  const app = createRouter()
  app.onError(
    problemHandler((error, c) => {
      // Whoever went away in the middle of a request has not found a fault of the hub's.
      if (c.req.raw.signal.aborted) return
      log.error({ err: error, method: c.req.method, path: c.req.path }, 'a request failed')
    }),
  )
  app.notFound(problemNotFound)
  app.use(observeRequests(metrics))
  app.use(otherVersions())
  app.use(methodNotAllowed(app))
  const doors = [
    messagesRoutes({
      hubId,
      findKey: keys.find,
      findPrivateKey,
      citizenKey: parts.citizenKey,
      mappings,
      gate: parts.gate,
      quota: parts.quota,
      recorder,
      now,
      wallClock,
      metrics,
    }),
    enrolmentRoutes({ db, hubId, now, wallClock, keys, signer }),
    selfRoutes({ db, access, now, webhooksOf: (nodeId) => webhooksOf(db, nodeId) }),
    keysRoutes({ db, hubId, now, access, keys }),
    hubKeysRoutes({ db, hubId, access, hubKeys }),
    accessRecordsRoutes({ db, access }),
    sessionRoutes({ db, access, signIn: parts.signIn, now: wallClock }),
    signInRoutes(parts.signIn),
    retentionRoutes({ db, hubId, access, rules: config.retention, now }),
    attachmentsRoutes({ db, access, now }),
    casesRoutes({ db, access, now, findPrivateKey }),
    caseEventsRoutes({ db, access, now, findPrivateKey }),
    inboxRoutes({ db, access, growth, closing, findPrivateKey, now }),
    overseeRoutes({ db, access, now, natsUrl }),
    selfNatsRoutes({
      db,
      access,
      now: wallClock,
      url: parts.natsUsers && natsUrl,
      admit: async () => parts.natsUsers?.renew(),
    }),
    webhooksRoutes({ db, access, now, rules: { testMode: config.testMode }, masterKey: parts.masterKey }),
    eventsRoutes({ db, access, growth, publicEvents: config.publicEvents, closing }),
    logRoutes({ db, access, publicEvents: config.publicEvents, now }),
    commandRoutes({ db, hubId, now, access, calendars: parts.calendars.current }),
    adviceRoutes({ db, access, now }),
    mattersRoutes({ db, hubId, now, access, calendars: parts.calendars.current }),
    casesListRoutes({ db, access, now }),
    deadlinesRoutes({ db, access, calendars: parts.calendars, signer, now }),
    nodesRoutes({ db, hubId, now, access, keys }),
    routesRoutes({ db, hubId, access, now }),
    statsRoutes({ db, access, now }),
    assessmentsRoutes({ db, hubId, access, now }),
    contestsRoutes({ db, hubId, access, now }),
    passingRoutes({ db, access, now }),
    rulesRoutes({ db, hubId, now, access }),
    codeListRoutes({ db, access, now, mappingsChanged: mappings.forget }),
    catalogueRoutes({ db, access, now, hub: { hubId, name: config.hubName, code: config.organisationCode ?? hubId } }),
    discoveryRoutes({
      hubId,
      hubName: config.hubName,
      testMode: config.testMode,
      keys: () => hubKeys.keys,
      natsUrl,
      envelopesPerSecond: config.envelopesPerSecond,
      readsPerSecond: config.readsPerSecond,
      logKey: () => logVkey(hubId, hubKeys.keys.logs[0]),
      oidc: config.oidc,
    }),
    healthRoutes({
      database: async () => ({ ok: (await logSize(db)) >= 0 }),
      log: () => logHealth(db, wallClock()),
      intake: () => Promise.resolve({ ok: !parts.gate.isStuck, detail: `${parts.gate.underWay} under way` }),
    }),
    ...(config.testMode ? [testClockRoutes({ access, clock })] : []),
  ]
  for (const door of doors) app.route('/', door)
  app.route('/', metricsRoutes({ metrics, db, access, natsUrl, underWay: () => parts.gate.underWay }))
  app.route('/', documentRoutes(app))
  app.route('/', consoleRoutes())
  return app
}
