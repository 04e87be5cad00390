import { CurrentSession, Discovery, SignedOut, type SignedInPerson } from '@inquiry/schema'
import { ask, remove } from '../hub/hub.client.ts'

/** The identity provider that the hub takes its coordinators from. */
export type Provider = NonNullable<Discovery['signIn']>

const nobody = { token: null, language: 'zh' } as const

/** The hub's identity provider; null where it has none, or does not say. */
export async function providerOf(): Promise<Provider | null> {
  const answer = await ask('/.well-known/inquiry-hub', Discovery, nobody)
  return (answer.ok && answer.value.signIn) || null
}

/** Whose session the browser has, if it goes on. */
export async function whoIsSignedIn(): Promise<SignedInPerson | null> {
  const answer = await ask('/v1/session', CurrentSession, nobody)
  return answer.ok ? answer.value.person : null
}

/** End the browser's session; where to go to sign out at the provider too, or null. */
export async function signOutOfHub(): Promise<string | null> {
  const answer = await remove('/v1/session', SignedOut, nobody)
  return answer.ok ? answer.value.signOutUrl : null
}

/** Where a browser goes to sign in, and comes back from to the page that it is on. */
export function signInAddress(start: string): string {
  const page = location.hash.startsWith('#/') ? `${location.pathname}${location.search}${location.hash}` : '/console/'
  return `${start}?${new URLSearchParams({ returnTo: page }).toString()}`
}
