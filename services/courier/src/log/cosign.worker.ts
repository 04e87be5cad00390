import type { Database } from '@inquiry/database'
import {
  consistencyProof,
  formatNote,
  parseNote,
  takeCosignatures,
  type Note,
  type VerifierKey,
} from '@inquiry/transparency'
import type { Step } from '@inquiry/work-loop'
import { lastSigned, recordCosignatures } from './checkpoints.query.ts'
import { storedTiles } from './tiles.query.ts'
import { addCheckpoint } from './witness.client.ts'

/** A witness outside of this hub: whom it signs as, and where it is asked. */
export type Witness = { key: VerifierKey; url: string }

export type CosignOptions = {
  db: Database
  witnesses: readonly Witness[]
  /** Told why a checkpoint was not cosigned: a witness that has seen a longer log than the hub's is an alarm. */
  refused: (witness: string, reason: string) => void
  now: () => Date
}

/** How long a witness that did not cosign is left alone, in milliseconds. */
const pauseMs = 3_000

/** One step: take the newest checkpoint to every witness, each with the proof that it grew from what that one saw last. */
export function cosignStep({ db, witnesses, refused, now }: CosignOptions): Step {
  const lastSizes = new Map<Witness, number>()
  const pausedUntil = new Map<Witness, number>()
  return async () => {
    const newest = await lastSigned(db)
    if (!newest || newest.cosignedAt !== null || newest.size === 0) return 0
    let note = noteOf(newest.note)
    const signed: Witness[] = []
    for (const witness of witnesses) {
      if (isBy(note, witness)) signed.push(witness)
      if (isBy(note, witness) || performance.now() < (pausedUntil.get(witness) ?? 0)) continue
      const lines = await askedTwice(witness, newest.size, newest.note)
      if (lines !== undefined) note = await takeCosignatures(note, lines, [witness.key])
      if (isBy(note, witness)) signed.push(witness)
      else if (lines !== undefined) refuse(witness, 'it answered with no true signature of its own')
    }
    const complete = signed.length === witnesses.length
    const text = formatNote(note)
    if (text !== newest.note) await recordCosignatures(db, newest, text, complete ? now() : null)
    return complete ? 1 : 0
  }

  function refuse(witness: Witness, reason: string): undefined {
    pausedUntil.set(witness, performance.now() + pauseMs)
    refused(witness.key.name, reason)
  }

  /** A witness that has seen another size says which; it is asked once more from there. */
  async function askedTwice(witness: Witness, size: number, note: string): Promise<string | undefined> {
    for (let asked = 0; asked < 2; asked += 1) {
      const oldSize = lastSizes.get(witness) ?? 0
      const proof = oldSize === 0 ? [] : await consistencyProof(storedTiles(db, 'events'), oldSize, size)
      const answer = await addCheckpoint(witness.url, { oldSize, proof, note })
      if (answer.outcome === 'cosigned') {
        lastSizes.set(witness, size)
        return answer.lines
      }
      if (answer.outcome !== 'other-size') {
        return refuse(witness, answer.outcome === 'silent' ? answer.reason : `it answered ${answer.status}`)
      }
      if (answer.lastSize > size || answer.lastSize === oldSize) {
        return refuse(witness, `it has seen another log of ${answer.lastSize} events under this origin`)
      }
      lastSizes.set(witness, answer.lastSize)
    }
    return undefined
  }
}

function isBy({ signatures }: Note, { key }: Witness): boolean {
  return signatures.some((line) => line.name === key.name && line.keyId === key.keyId)
}

function noteOf(text: string): Note {
  const note = parseNote(text)
  if (!note.ok) throw new Error(`a checkpoint that this hub has signed is no note: ${note.fault}`)
  return note.value
}
