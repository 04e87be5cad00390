import { hash } from 'node:crypto'

/** The base64url SHA-256 of a compact JWS's signing input, header and payload as they stand: what receipts state. */
export function signingInputDigest(compact: string): string {
  return hash('sha256', compact.slice(0, compact.lastIndexOf('.')), 'base64url')
}
