import { resolve } from 'node:path'
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
  HUB_OIDC_ISSUER: z.url().optional(),
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
  oidcIssuer: string | undefined
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
    oidcIssuer: value('HUB_OIDC_ISSUER'),
    witnesses: value('HUB_WITNESSES'),
    logLevel: value('HUB_LOG_LEVEL'),
  }
  if (config.testMode && config.oidcIssuer)
    throw new BadSetting(
      'HUB_TEST_MODE=1 is refused where HUB_OIDC_ISSUER is set: a test clock must not reach real coordinators.',
    )
  return config
}

function setting<K extends keyof typeof variables>(name: K, text: string | undefined): z.infer<(typeof variables)[K]> {
  const parsed = variables[name].safeParse(text === '' ? undefined : text)
  if (parsed.success) return parsed.data as z.infer<(typeof variables)[K]>
  throw new BadSetting(`${name} is ${JSON.stringify(text)}: ${parsed.error.issues[0]?.message ?? 'not usable'}.`)
}

function named(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
