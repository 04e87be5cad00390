import { formatNote, parseNote, signCheckpoint, type Note, type NoteSigner } from '@inquiry/transparency'
import type { Promised } from './trusted-edge.ts'

/** The checkpoint as a note with a signature by each signer, the present key's first (C2SP signed-note). */
export async function signedNote(promised: Promised, signers: readonly NoteSigner[]): Promise<string> {
  const notes = await Promise.all(
    signers.map(async (signer) => readNote(await signCheckpoint({ ...promised, origin: signer.key.name }, signer))),
  )
  const [first] = notes
  if (!first) throw new Error('a log is signed by one key at least')
  return formatNote({ text: first.text, signatures: notes.flatMap((note) => note.signatures) })
}

/** Whether the note has a signature line of each key. */
export function isSignedByAll(note: string, signers: readonly NoteSigner[]): boolean {
  const { signatures } = readNote(note)
  return signers.every(({ key }) => signatures.some((line) => line.name === key.name && line.keyId === key.keyId))
}

function readNote(text: string): Note {
  const note = parseNote(text)
  if (!note.ok) throw new Error(`a checkpoint that this hub has signed is no note: ${note.fault}`)
  return note.value
}
