/** Element types whose binary form is their text, by their OID (PostgreSQL's pg_type.dat). */
const oids = { text: 25, json: 114 } as const

/** A type whose arrays `textArray` writes. */
export type TextType = keyof typeof oids

export function isTextType(type: string): type is TextType {
  return type in oids
}

/**
 * A one-dimensional array as a statement's parameter in PostgreSQL's binary form (`array_recv`): dimensions, whether one
 * is null, element type, length, lower bound; then each element's length and UTF-8 bytes, -1 for null. The text form
 * that pg sends otherwise copies each text twice to escape it, and the server reads it letter by letter.
 */
export function textArray(type: TextType, values: readonly (string | null)[]): Buffer {
  const lengths = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)))
  const head = values.length === 0 ? 12 : 20
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), head))
  bytes.writeInt32BE(values.length === 0 ? 0 : 1, 0)
  bytes.writeInt32BE(lengths.includes(-1) ? 1 : 0, 4)
  bytes.writeInt32BE(oids[type], 8)
  if (values.length === 0) return bytes
  bytes.writeInt32BE(values.length, 12)
  bytes.writeInt32BE(1, 16)
  let at = head
  values.forEach((value, i) => {
    at = bytes.writeInt32BE(lengths[i] ?? -1, at)
    if (value !== null) at += bytes.write(value, at)
  })
  return bytes
}
