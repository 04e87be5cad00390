import type { PreparedCase } from '../case-text.ts'
import { emptyLexicon, type Lexicon } from '../lexicon.ts'
import { prepareRows } from './corpus.ts'
import type { Gold, GoldRow } from './gold.ts'
import { learnLexicon } from './lexicons.ts'

/** What a comparison is learnt from. */
export interface Collection {
  /** The judged inquiries. */
  readonly rows: readonly GoldRow[]
  readonly gold: Gold
  /** Further inquiries of the same kind: from them words are counted, nothing else. Ids differ from those of `rows`. */
  readonly others: readonly GoldRow[]
  /** Inquiries given as words only, with the ids of the rows that have the same text. */
  readonly wordLists: readonly { readonly words: readonly string[]; readonly sameAs: readonly string[] }[]
}

/** Rows of the collection and its further inquiries, prepared for counting, put together by matter. */
export function mattersOf({ rows, others, gold }: Collection): readonly { ids: string[]; cases: PreparedCase[] }[] {
  const matter = new Map(
    gold.clusters.flatMap(({ name, ids, optional }) => [...ids, ...(optional ?? [])].map((id) => [id, name])),
  )
  const byText = new Map(rows.map((row) => [textOf(row), matter.get(row.id) ?? row.id]))
  const prepared = prepareRows([...rows, ...others], emptyLexicon)
  const groups = Map.groupBy(
    [...rows, ...others],
    (row) => matter.get(row.id) ?? byText.get(textOf(row)) ?? textOf(row),
  )
  return [...groups.values()].map((members) => ({
    ids: members.map(({ id }) => id),
    cases: members.map(({ id }) => prepared.get(id)).filter((found) => found !== undefined),
  }))
}

/** Learn a lexicon from all matters that have no row among those held back. */
export function lexiconWithout(
  held: ReadonlySet<string>,
  matters: ReturnType<typeof mattersOf>,
  { wordLists }: Collection,
  version: string,
): Lexicon {
  return learnLexicon(
    matters.filter(({ ids }) => !ids.some((id) => held.has(id))).map(({ cases }) => cases),
    wordLists.filter(({ sameAs }) => !sameAs.some((id) => held.has(id))).map(({ words }) => words),
    version,
  )
}

function textOf({ detail }: GoldRow): string {
  return detail.replaceAll(/\s/g, '').slice(0, 200)
}
