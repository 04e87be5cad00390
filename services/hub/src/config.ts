import { resolve } from 'node:path'
import type { ProviderSettings } from '@inquiry/access'
import { NodeId } from '@inquiry/schema'
import { parseVkey } from '@inquiry/transparency'
import { z } from 'zod'

/** A setting that cannot be used; the message is the one line that is printed. */
export class BadSetting extends Error {
  override name = 'BadSetting'
}

const flag = z.enum(['0', '1', '']).transform((value) => value === '1')
const count = z.coerce.number().min(0)

/** Every setting, by its environment variable, with what it must look like. */
const variables = {
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  HUB_ID: NodeId.default('440000-hub'),
  HUB_NAME: z.string().min(1).default('广东省网络问政交换枢纽'),
  HUB_ORGANISATION_CODE: z
    .string()
    .regex(/^[0-9A-Z]{18}$/, 'must be a unified social credit code (GB 32100): 18 digits and capital letters')
    .optional(),
  HUB_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  NATS_URL: z
    .string()
    .regex(/^(nats|tls):\/\/\S+$/, 'must look like nats://host:4222')
    .optional(),
  HUB_NATS_USERS: z.string().min(1).optional(),
  HUB_ADMIN_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  HUB_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (openssl rand -hex 32)')
    .optional(),
  HUB_TEST_MODE: flag.default(false),
  HUB_PUBLIC_EVENTS: flag.default(false),
  HUB_ENVELOPES_PER_SECOND: count.default(50),
  HUB_READS_PER_SECOND: count.default(50),
  HUB_KEEP_REPORTER_YEARS: z.coerce.number().int().min(1).default(3),
  HUB_KEEP_TEXT_YEARS: z.coerce.number().int().min(1).default(10),
  HUB_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  HUB_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  HUB_OIDC_AUDIENCE: z.string().min(1).optional(),
  HUB_OIDC_CLIENT_ID: z.string().min(1).optional(),
  HUB_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  HUB_OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'must hold openid, such as "openid profile roles"')
    .default('openid profile'),
  HUB_OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
  HUB_OIDC_DIVISIONS_CLAIM: z.string().min(1).default('divisions'),
  HUB_WITNESSES: z
    .string()
    .default('')
    .transform((text, context) => {
      const pairs = text.split(',').filter((pair) => pair.trim() !== '')
      const witnesses = pairs.map((pair) => pair.trim().split(/\s+/))
      if (witnesses.some(([vkey = '', url = '', ...rest]) => !parseVkey(vkey) || !URL.canParse(url) || rest.length > 0))
        context.addIssue('must look like <vkey> <url>, <vkey> <url> …')
      return witnesses.map(([vkey = '', url = '']) => ({ vkey, url }))
    }),
  HUB_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
} as const

/** The hub's settings. `dataFolder` is absolute. */
export type Config = {
  port: number
  host: string
  hubId: string
  hubName: string
  /** The operator's organisation code (GB 32100), named as provider in the catalogue. */
  organisationCode: string | undefined
  dataFolder: string
  databaseUrl: string | undefined
  natsUrl: string | undefined
  /** The file that the server at `natsUrl` includes as its users. */
  natsUsersFile: string | undefined
  adminToken: string | undefined
  masterKey: string | undefined
  testMode: boolean
  publicEvents: boolean
  envelopesPerSecond: number
  readsPerSecond: number
  /** How many years after the end of a case its reporter's data and its text are kept. */
  retention: { reporterYears: number; textYears: number }
  /** The origin that browsers know the hub by; where none is given, the address it listens on. */
  publicOrigin: string | undefined
  /** The identity provider of the coordinators; without one the local administrator is the only one. */
  oidc: ProviderSettings | undefined
  /** Witnesses that cosign the log's checkpoints: the key of each, and where it is asked. */
  witnesses: { vkey: string; url: string }[]
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Command-line options that stand above the environment. */
export type ConfigOptions = { port?: string; host?: string; data?: string }

/** Read the settings from options and environment; anything unusable ends with one line that names it. */
export function readConfig(options: ConfigOptions = {}, environment: NodeJS.ProcessEnv = process.env): Config {
  const given = { ...environment, ...named({ PORT: options.port, HOST: options.host, HUB_DATA: options.data }) }
  const value = <K extends keyof typeof variables>(name: K): z.infer<(typeof variables)[K]> =>
    setting(name, given[name])
  const config: Config = {
    port: value('PORT'),
    host: value('HOST'),
    hubId: value('HUB_ID'),
    hubName: value('HUB_NAME'),
    organisationCode: value('HUB_ORGANISATION_CODE'),
    dataFolder: resolve(value('HUB_DATA')),
    databaseUrl: value('DATABASE_URL'),
    natsUrl: value('NATS_URL'),
    natsUsersFile: value('HUB_NATS_USERS'),
    adminToken: value('HUB_ADMIN_TOKEN'),
    masterKey: value('HUB_MASTER_KEY'),
    testMode: value('HUB_TEST_MODE'),
    publicEvents: value('HUB_PUBLIC_EVENTS'),
    envelopesPerSecond: value('HUB_ENVELOPES_PER_SECOND'),
    readsPerSecond: value('HUB_READS_PER_SECOND'),
    retention: { reporterYears: value('HUB_KEEP_REPORTER_YEARS'), textYears: value('HUB_KEEP_TEXT_YEARS') },
    publicOrigin: publicOriginOf(value('HUB_PUBLIC_URL')),
    oidc: oidcOf(value),
    witnesses: value('HUB_WITNESSES'),
    logLevel: value('HUB_LOG_LEVEL'),
  }
  if (config.testMode && config.oidc)
    throw new BadSetting(
      'HUB_TEST_MODE=1 is refused where HUB_OIDC_ISSUER is set: a test clock must not reach real coordinators.',
    )
  if (config.oidc?.client && !config.publicOrigin && !isLoopback(config.host))
    throw new BadSetting(
      `HUB_PUBLIC_URL must be given where HUB_OIDC_CLIENT_ID is set and HOST is ${config.host}: the identity provider sends browsers back there.`,
    )
  return config
}

type Value = <K extends keyof typeof variables>(name: K) => z.infer<(typeof variables)[K]>

function oidcOf(value: Value): ProviderSettings | undefined {
  const issuer = value('HUB_OIDC_ISSUER')
  if (issuer === undefined) return undefined
  const url = new URL(issuer)
  if (url.search !== '' || url.hash !== '' || (url.protocol === 'http:' && !isLoopback(url.hostname)))
    throw new BadSetting(`HUB_OIDC_ISSUER is ${issuer}: it must be https, without query or fragment.`)
  const audience = value('HUB_OIDC_AUDIENCE') ?? value('HUB_ID')
  const clientId = value('HUB_OIDC_CLIENT_ID')
  if (clientId === audience)
    throw new BadSetting(
      'HUB_OIDC_AUDIENCE must not be HUB_OIDC_CLIENT_ID: an ID token, which is no credential, would pass for an access token.',
    )
  const client = { secret: value('HUB_OIDC_CLIENT_SECRET'), scope: value('HUB_OIDC_SCOPE') }
  return {
    issuer,
    audience,
    client: clientId === undefined ? undefined : { id: clientId, ...client },
    claims: { roles: value('HUB_OIDC_ROLES_CLAIM'), divisions: value('HUB_OIDC_DIVISIONS_CLAIM') },
  }
}

/** The origin alone; the hub lies at its root. */
function publicOriginOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const { origin, protocol, hostname, pathname } = new URL(given)
  if (pathname !== '/' || (protocol === 'http:' && !isLoopback(hostname)))
    throw new BadSetting(`HUB_PUBLIC_URL is ${given}: it must be https and have no path, such as https://hub.example.`)
  return origin
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function setting<K extends keyof typeof variables>(name: K, text: string | undefined): z.infer<(typeof variables)[K]> {
  const parsed = variables[name].safeParse(text === '' ? undefined : text)
  if (parsed.success) return parsed.data as z.infer<(typeof variables)[K]>
  throw new BadSetting(`${name} is ${JSON.stringify(text)}: ${parsed.error.issues[0]?.message ?? 'not usable'}.`)
}

function named(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
