import { fromBase64, toBase64 } from './base64.ts'
import { joinBytes } from './bytes.ts'
import { held, refused, type Outcome } from './outcome.ts'
import { isKeyName, type VerifierKey } from './verifier-key.ts'

/** One signature line: who says to have signed, and the bytes that follow the key id. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly signature: Uint8Array
}

/** A signed note by its form alone; nothing is verified. `text` ends with a newline and is what the signatures cover. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** Why something is no signed note. */
export type NoteFault =
  | 'too-long'
  | 'not-utf8'
  | 'control-character'
  | 'no-blank-line'
  | 'no-signature-line'
  | 'malformed-signature-line'
  | 'too-many-signatures'

const longestNote = 65_536 // bytes or UTF-16 units; 16 signatures, which must be accepted, need 2 KB
const mostSignatures = 100
const keyIdLength = 4

/** The note in these bytes, or in this text; only the exact form of C2SP signed-note is accepted. */
export function parseNote(raw: Uint8Array | string): Outcome<Note, NoteFault> {
  if (raw.length > longestNote) return refused('too-long')
  const whole = typeof raw === 'string' ? raw : decodeUtf8(raw)
  if (whole === undefined || !whole.isWellFormed()) return refused('not-utf8')
  if (hasControlCharacter(whole)) return refused('control-character')
  const blank = whole.lastIndexOf('\n\n')
  return blank < 0 ? refused('no-blank-line') : withSignatures(whole.slice(0, blank + 1), whole.slice(blank + 2))
}

/** The signature lines in this text, each ended by a newline, such as follow a note's text or a witness answers with. */
export function parseSignatureLines(lines: string): Outcome<NoteSignature[], NoteFault> {
  if (lines === '') return refused('no-signature-line')
  const signatures = lines.split('\n').slice(0, -1).map(parseSignatureLine)
  if (signatures.length > mostSignatures) return refused('too-many-signatures')
  const sound = signatures.filter((signature) => signature !== undefined)
  return lines.endsWith('\n') && sound.length === signatures.length ? held(sound) : refused('malformed-signature-line')
}

/** The note as it is sent. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`
}

/** `— <name> <base64 of key id ‖ signature>` and a newline; the dash is U+2014. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = new Uint8Array(keyIdLength)
  new DataView(id.buffer).setUint32(0, keyId)
  return `\u2014 ${name} ${toBase64(joinBytes(id, signature))}\n`
}

/** Whether the signature line says to be by this key. Name and id together tell keys apart. */
export function isBy(signature: NoteSignature, key: VerifierKey): boolean {
  return signature.name === key.name && signature.keyId === key.keyId
}

/** Whether a text can be signed as a note: well-formed, ended by a newline, no other control character. */
export function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !hasControlCharacter(text)
}

// Those below U+0020; the newline is the only one a note may have.
function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((letter) => letter < ' ' && letter !== '\n')
}

function withSignatures(text: string, lines: string): Outcome<Note, NoteFault> {
  const signatures = parseSignatureLines(lines)
  return signatures.ok ? held({ text, signatures: signatures.value }) : signatures
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  const [dash, name = '', encoded = '', ...rest] = line.split(' ')
  const bytes = fromBase64(encoded)
  if (dash !== '\u2014' || !isKeyName(name) || rest.length > 0) return undefined
  if (!bytes || bytes.length <= keyIdLength) return undefined
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.subarray(keyIdLength) }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
