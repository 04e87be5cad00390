/** Base64url without padding (RFC 7515 §2). */
export function toBase64url(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
  return bytes.toString('base64url')
}

/**
 * The bytes of a canonical base64url text: no padding, no white space, unused bits zero (RFC 4648 §3.5). Undefined for
 * every other spelling of the same bytes. The decoder is lax, so what it gives is encoded again and compared.
 */
export function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
