import { isBy, parseSignatureLines, type Note } from './note.ts'
import { verifyNote } from './signatures.ts'
import type { VerifierKey } from './verifier-key.ts'

/**
 * The note with the true signatures of known witnesses from the body of a witness's answer, each in place of an earlier
 * one by the same key. All else in the answer is passed over; where nothing is left, the note is as before.
 */
export async function takeCosignatures(note: Note, answer: string, witnesses: readonly VerifierKey[]): Promise<Note> {
  const lines = parseSignatureLines(answer)
  let signatures = note.signatures
  for (const witness of lines.ok ? witnesses : []) {
    const verified = await verifyNote({ text: note.text, signatures: lines.ok ? lines.value : [] }, [witness])
    if (!verified.ok) continue
    const taken = verified.value.map(({ signature }) => signature)
    signatures = [...signatures.filter((earlier) => !isBy(earlier, witness)), ...taken]
  }
  return { text: note.text, signatures }
}
