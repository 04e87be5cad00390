/** Numbers that have not come although later ones have, `first` to `last` inclusive; times are ISO 8601. */
export type Hole = { first: number; last: number; since: string; announcedAt: string | null }

/** Where a node's numbering of envelopes stands. */
export type SequenceBook = { highest: number; holes: readonly Hole[]; holesChanged: boolean; advanced: boolean }

export function openSequenceBook(highest: number, holes: readonly Hole[]): SequenceBook {
  return { highest, holes, holesChanged: false, advanced: false }
}

/** Enter an envelope's number: a later one than expected opens a hole, an earlier one fills or splits one. */
export function enterSequence(book: SequenceBook, sequence: number, now: string): SequenceBook {
  const { highest, holes } = book
  if (sequence === highest + 1) return { ...book, highest: sequence, advanced: true }
  if (sequence > highest) {
    const hole: Hole = { first: highest + 1, last: sequence - 1, since: now, announcedAt: null }
    return { highest: sequence, holes: [...holes, hole], holesChanged: true, advanced: true }
  }
  return {
    highest,
    holes: holes.flatMap((hole) => without(hole, sequence)),
    holesChanged: true,
    advanced: book.advanced,
  }
}

function without(hole: Hole, sequence: number): Hole[] {
  if (sequence < hole.first || sequence > hole.last) return [hole]
  return [
    { ...hole, last: sequence - 1 },
    { ...hole, first: sequence + 1 },
  ].filter((part) => part.first <= part.last)
}
