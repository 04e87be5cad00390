import { createHmac } from 'node:crypto'
import type { ReporterIdentity } from '@inquiry/envelope'

/**
 * The name under which the hub tells a citizen from others without knowing who it is: a keyed hash of the identity
 * number, else of the telephone number. The key is never in the database. Undefined where neither is given.
 */
export function citizenHash({ idNumber, phone }: ReporterIdentity, key: Uint8Array): string | undefined {
  if (idNumber !== undefined) return keyed('id', idNumber.toUpperCase(), key)
  const digits = phone?.replaceAll(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')
  return digits ? keyed('phone', digits, key) : undefined
}

function keyed(kind: string, value: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`${kind}:${value}`).digest('base64url').slice(0, 22)
}
