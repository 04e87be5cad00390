/** Text as keywords are compared: NFKC, then without case (annex A19). */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Folded keywords by their first code unit, so that all that a text holds are found in one pass over it. */
export type KeywordFinder = ReadonlyMap<number, readonly string[]>

/** A finder of the folded keywords. */
export function keywordFinder(keywords: Iterable<string>): KeywordFinder {
  const finder = new Map<number, string[]>()
  for (const keyword of new Set(keywords)) {
    const first = keyword.charCodeAt(0)
    const others = finder.get(first)
    if (others) others.push(keyword)
    else finder.set(first, [keyword])
  }
  return finder
}

/** The keywords that occur literally in one of the texts, which are folded here; never across two of them. */
export function keywordsIn(finder: KeywordFinder, texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  if (finder.size === 0) return found
  for (const text of texts.map(folded)) {
    for (let i = 0; i < text.length; i++) {
      for (const keyword of finder.get(text.charCodeAt(i)) ?? []) if (text.startsWith(keyword, i)) found.add(keyword)
    }
  }
  return found
}
