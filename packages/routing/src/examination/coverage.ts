import type { RouteRule } from '@inquiry/schema'
import { cellsOf } from './cells.ts'
import type { Cells } from './cells.ts'
import type { Register } from './examine.ts'

/** What some rules take: by the division prefix, then the category prefix that they name. */
export type Taken = Map<string, Map<string, Cells>>

/**
 * Codes that no rule tells apart, since they begin with the same prefixes of the table (`prefixes`): the first of them
 * stands for all. Cases without a category are a kind of their own, whose code is null.
 */
export type Kind<C extends string | null = string | null> = { all: readonly C[]; prefixes: readonly string[] }

/**
 * What a growing set of rules takes of the cases there can be. A table is examined kind by kind, in the time of its own
 * size and not of the code lists'.
 */
export class Coverage {
  readonly divisions: readonly Kind<string>[]
  readonly categories: readonly Kind[]
  readonly #always: Taken = new Map()
  readonly #byKeyword = new Map<string, Taken>()

  constructor(rules: readonly RouteRule[], register: Pick<Register, 'divisions' | 'categories'>) {
    this.divisions = kindsOf(register.divisions, new Set(rules.map(({ when }) => when.division ?? '')))
    const named = kindsOf(register.categories, new Set(rules.map(({ when }) => when.category ?? '')))
    this.categories = [...named, { all: [null], prefixes: [''] }]
  }

  /** The rule takes its cases: all of them, or only those whose text holds one of its (folded) keywords. */
  add({ when }: RouteRule, keywords?: readonly string[]): void {
    const { division = '', category = '' } = when
    const takens = keywords ? keywords.map((keyword) => this.#ofKeyword(keyword)) : [this.#always]
    for (const taken of takens) {
      const byCategory = taken.get(division) ?? new Map<string, Cells>()
      byCategory.set(category, (byCategory.get(category) ?? 0n) | cellsOf(when))
      taken.set(division, byCategory)
    }
  }

  #ofKeyword(keyword: string): Taken {
    const taken: Taken = this.#byKeyword.get(keyword) ?? new Map()
    this.#byKeyword.set(keyword, taken)
    return taken
  }

  /** What is taken whatever the text. */
  always(): readonly Taken[] {
    return [this.#always]
  }

  /** What is taken of texts that hold the keyword, and so every part of it. */
  withKeyword(keyword: string): readonly Taken[] {
    const parts = new Set<string>()
    for (let from = 0; from < keyword.length; from++) {
      for (let to = from + 1; to <= keyword.length; to++) parts.add(keyword.slice(from, to))
    }
    return [this.#always, ...[...parts].flatMap((part) => this.#byKeyword.get(part) ?? [])]
  }
}

/** What is taken of the cases of one kind of division and of category. */
export function takenOf(takens: readonly Taken[], division: Kind, category: Kind): Cells {
  let cells = 0n
  for (const taken of takens) {
    for (const prefix of division.prefixes) {
      const byCategory = taken.get(prefix)
      if (byCategory) for (const named of category.prefixes) cells |= byCategory.get(named) ?? 0n
    }
  }
  return cells
}

/** All the prefixes of a code, the empty one first. */
export function prefixesOf(code: string): string[] {
  return Array.from({ length: code.length + 1 }, (_, length) => code.slice(0, length))
}

/** The codes by the longest of the prefixes that they begin with: the shorter ones are then the same too. */
function kindsOf(codes: readonly string[], known: ReadonlySet<string>): Kind<string>[] {
  const kinds = new Map<string, { all: string[]; prefixes: string[] }>()
  for (const code of codes) {
    const prefixes = prefixesOf(code).filter((prefix) => known.has(prefix))
    const longest = prefixes.at(-1) ?? ''
    const kind = kinds.get(longest)
    if (kind) kind.all.push(code)
    else kinds.set(longest, { all: [code], prefixes })
  }
  return [...kinds.values()]
}
