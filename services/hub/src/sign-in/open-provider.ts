import { createProvider, createSessionBook, type Provider, type ProviderSettings } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import type { Log } from '@inquiry/telemetry'
import type { SignIn } from './sign-in.route.ts'

export type ProviderParts = {
  db: Database
  sessionKey: Uint8Array
  publicOrigin: () => string
  now: () => Date
  log: Log
}

/**
 * The identity provider of the settings, and signing in there where it knows this hub as its client. That it answers is
 * looked at once, so that a wrong address is seen at the start; the hub does not wait for it.
 */
export function openProvider(
  settings: ProviderSettings,
  { db, sessionKey, publicOrigin, now, log }: ProviderParts,
): { provider: Provider; signIn: SignIn | undefined } {
  const provider = createProvider(settings, now)
  const { issuer, audience, client } = settings
  provider.look().then(
    () => log.info({ issuer, audience, client: client?.id }, 'coordinators come from the identity provider'),
    (error: unknown) =>
      log.warn({ issuer, err: error }, 'the identity provider does not answer: coordinators get 503 until it does'),
  )
  if (!client) return { provider, signIn: undefined }
  const book = createSessionBook({ db, key: sessionKey, publicOrigin, now })
  return { provider, signIn: { provider, book, publicOrigin, now } }
}
