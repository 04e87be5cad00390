import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secrets of a hub: its master key, under which its other keys are wrapped, and the local administrator's token, which
 * is empty where coordinators come from an identity provider.
 */
export type Secrets = { masterKey: Buffer; adminToken: string; adminTokenIsNew: boolean }

/** Read the secrets from the settings, else from the data folder, where they are made at first start (mode 0600). */
export function readSecrets(
  folder: string,
  given: { masterKey: string | undefined; adminToken: string | undefined; oidc: object | undefined },
): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const masterFile = join(folder, 'master.key')
  const tokenFile = join(folder, 'admin.token')
  const masterKey = Buffer.from(given.masterKey ?? kept(masterFile, () => randomBytes(32).toString('hex')), 'hex')
  if (given.oidc) return { masterKey, adminToken: '', adminTokenIsNew: false }
  const adminTokenIsNew = given.adminToken === undefined && !existsSync(tokenFile)
  return {
    masterKey,
    adminToken: given.adminToken ?? kept(tokenFile, () => randomBytes(24).toString('base64url')),
    adminTokenIsNew,
  }
}

/** The master key of a hub that has run before. Throws where the folder has none and none is given. */
export function readMasterKey(folder: string, given: string | undefined): Buffer {
  return Buffer.from(given ?? readFileSync(join(folder, 'master.key'), 'utf8').trim(), 'hex')
}

/** A key for one purpose, derived from the master key (HKDF-SHA-256, RFC 5869). */
export function derivedKey(masterKey: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `inquiry-hub ${purpose}`, 32))
}

/** Where a running hub can be reached, for the command line beside it. */
export type HubAddress = { url: string; pid: number }

export function writeAddress(folder: string, address: HubAddress): void {
  writeFileSync(join(folder, 'hub.json'), JSON.stringify(address), { mode: 0o600 })
}

export function readAddress(folder: string): HubAddress | undefined {
  const file = join(folder, 'hub.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as HubAddress) : undefined
}

export function readAdminToken(folder: string): string | undefined {
  const file = join(folder, 'admin.token')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

function kept(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}
