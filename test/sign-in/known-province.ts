import { type Province, startProvince } from '../province/province.ts'
import { client, freePort, type IdentityProvider, type People, startProvider } from './provider.ts'

/** A province whose hub is a client of an identity provider, and the settings by which it is. */
export type KnownProvince = { provider: IdentityProvider; province: Province; environment: Record<string, string> }

/** Start a provider with these people and a hub that browsers sign in at by it; the coordinator bears a token with `roles`. */
export async function startKnownProvince(
  people: People,
  roles: readonly string[],
  { rolesInIdToken = true }: { rolesInIdToken?: boolean } = {},
): Promise<KnownProvince> {
  const port = await freePort()
  const provider = await startProvider(people, { hubOrigin: `http://127.0.0.1:${port}`, rolesInIdToken })
  const environment = {
    PORT: String(port),
    HUB_TEST_MODE: '',
    HUB_OIDC_ISSUER: provider.issuer,
    HUB_OIDC_CLIENT_ID: client.id,
    HUB_OIDC_CLIENT_SECRET: client.secret,
  }
  const exp = Math.floor(Date.now() / 1000) + 3600
  const province = await startProvince({ environment, token: await provider.token({ roles, exp }) })
  return { provider, province, environment }
}
