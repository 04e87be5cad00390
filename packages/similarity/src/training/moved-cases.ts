import type { CaseText, PreparedCase } from '../case-text.ts'
import type { Lexicon } from '../lexicon.ts'
import { prepare } from '../prepare.ts'

/**
 * The same text about another place: every name of `from` found in the case gives way to one of `to`, its district to
 * theirs. What is left alike is wording, and wording proves nothing: the moved case is never the same matter.
 */
export function movedCase(
  prepared: PreparedCase,
  from: PreparedCase,
  to: PreparedCase,
  lexicon: Lexicon,
): PreparedCase {
  const move = (text: string): string => {
    const districts = to.title.match(district) ?? to.content.match(district) ?? []
    return longestFirst(from.names)
      .reduce((moved, name, at) => moved.replaceAll(name, to.names[at % to.names.length] ?? name), text)
      .replace(new RegExp(district, 'g'), (own) => districts[0] ?? own)
  }
  const moved: CaseText = {
    title: move(prepared.title.replaceAll(' ', '')),
    content: move(prepared.content.replaceAll(' ', '').replaceAll('\n', '。')),
    division: to.division,
    submittedAt: new Date(prepared.submittedAt).toISOString(),
    node: prepared.node,
    ...(prepared.reporterKey !== null && { reporterKey: `${prepared.reporterKey} moved` }),
  }
  return prepare(moved, lexicon)
}

const district = /[a-z]\d{1,2}[区县]/

function longestFirst(names: readonly string[]): string[] {
  return names.toSorted((a, b) => b.length - a.length)
}

/** The same text about another one of several: its numbers (line, building, class, year) and its district are others. */
export function renumberedCase(prepared: PreparedCase, lexicon: Lexicon): PreparedCase {
  const change = (text: string): string =>
    text
      .replace(/\d{1,4}(?=号线|号楼|栋|幢|期|班|年级|年|路)/g, (number) => String(Number(number) + 1))
      .replace(/[a-z](\d{1,2})(?=[区县市])/g, (mask, number: string) => `${mask[0]}${(Number(number) % 9) + 1}`)
  return prepare(
    {
      title: change(prepared.title.replaceAll(' ', '')),
      content: change(prepared.content.replaceAll(' ', '').replaceAll('\n', '。')),
      division: prepared.division,
      submittedAt: new Date(prepared.submittedAt).toISOString(),
      node: prepared.node,
    },
    lexicon,
  )
}

/** The beginning of a case as a case of its own, filed so many days later: its title and its first sentence. */
export function shortenedCase(prepared: PreparedCase, daysLater: number, lexicon: Lexicon): PreparedCase {
  return prepare(
    {
      title: prepared.title.replaceAll(' ', ''),
      content: (prepared.content.split('\n')[0] ?? '').replaceAll(' ', ''),
      division: prepared.division,
      submittedAt: new Date(prepared.submittedAt + daysLater * 86_400_000).toISOString(),
      node: prepared.node,
      ...(prepared.reporterKey !== null && { reporterKey: prepared.reporterKey }),
    },
    lexicon,
  )
}
