const canonicalForm = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Standard base64 with padding (RFC 4648 §4), as notes, checkpoints and proofs carry it. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/**
 * The bytes of a base64 text, or undefined where it is not the one canonical spelling of them: no white space, padding
 * complete, unused bits zero (RFC 4648 §3.5). Two spellings of one signature would be two notes with one meaning.
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!canonicalForm.test(text)) return undefined
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  return toBase64(bytes) === text ? bytes : undefined
}
