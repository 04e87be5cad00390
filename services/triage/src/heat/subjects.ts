import { isGuarded, type CaseState } from '@inquiry/lifecycle'

/** Digits of a category by which a topic is named: its second level. */
const topicDigits = 4

/**
 * What a case counts for: its matter, and its topic in its county. A case that the public may not know of counts for
 * nothing, and neither does a probe.
 */
export function subjectsOf(state: CaseState): string[] {
  if (isGuarded(state) || state.status === 'withdrawn' || state.probe) return []
  const { matterId, category, division } = state
  const topic = category === undefined ? [] : [`topic-${division}-${category.code.slice(0, topicDigits)}`]
  return [...(matterId === null ? [] : [matterId]), ...topic.filter((name) => /^[A-Za-z0-9-]{1,64}$/.test(name))]
}

/** Whether a subject is a topic in a place; else it is a matter. */
export function isTopic(subject: string): boolean {
  return subject.startsWith('topic-')
}

/** The division that all of them lie in: the digits they share, filled up with zeros (annex B41). */
export function commonDivision(divisions: readonly string[]): string {
  const [first = '', ...others] = divisions
  let shared = 0
  while (shared < 6 && others.every((other) => other[shared] === first[shared])) shared += 2
  while (shared > 0 && !others.every((other) => other.startsWith(first.slice(0, shared)))) shared -= 2
  return first.slice(0, shared).padEnd(6, '0')
}
