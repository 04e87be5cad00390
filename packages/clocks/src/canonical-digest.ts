import canonicalize from 'canonicalize'
import { createHash } from 'node:crypto'

/** `sha-256:` and base64url of the SHA-256 over the value's RFC 8785 form: the same for the same data, however written. */
export function canonicalDigest(value: unknown): string {
  const hash = createHash('sha256').update(canonicalize(value) ?? '', 'utf8')
  return `sha-256:${hash.digest('base64url')}`
}
