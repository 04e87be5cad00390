import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  decryptionKeyOf,
  exportPrivateKey,
  generateEncryptionKey,
  generateSigningKey,
  importPrivateKey,
  signingKeyOf,
  type DecryptionKey,
  type SigningKey,
} from '@inquiry/envelope'

/** The node's keys: who has them speaks for the city, and reads what is sealed to it. */
export type Keys = { signing: SigningKey; encryption: DecryptionKey }

/** Read the keys of the state folder, or make them where there are none. Only their owner may read the files. */
export function keysIn(state: string): Keys {
  mkdirSync(state, { recursive: true, mode: 0o700 })
  return {
    signing: signingKeyOf(privateKeyIn(join(state, 'signing.key'), () => generateSigningKey().privateKey)),
    encryption: decryptionKeyOf(privateKeyIn(join(state, 'encryption.key'), () => generateEncryptionKey().privateKey)),
  }
}

export function hasKeys(state: string): boolean {
  return existsSync(join(state, 'signing.key'))
}

function privateKeyIn(path: string, make: () => SigningKey['privateKey']): SigningKey['privateKey'] {
  if (!existsSync(path)) {
    // Whole or not at all: a key half written would lock the node out of its own name.
    writeFileSync(`${path}.part`, exportPrivateKey(make()), { mode: 0o600, flush: true })
    chmodSync(`${path}.part`, 0o600)
    renameSync(`${path}.part`, path)
  }
  return importPrivateKey(readFileSync(path))
}
