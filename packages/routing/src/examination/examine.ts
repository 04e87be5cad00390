import type { Fault, Language, RouteRule } from '@inquiry/schema'
import type { NodeDirectory } from '../node-directory.ts'
import { faultsOf } from './faults.ts'
import type { Finding } from './finding.ts'
import { gaps } from './gaps.ts'
import { Coverage } from './coverage.ts'
import { ties } from './ties.ts'
import { withoutEffect } from './without-effect.ts'

/** What the rules may name, and the cases that they are examined for. */
export type Register = {
  nodes: NodeDirectory
  /** The codes of the divisions that the hub answers for, as they hold now. */
  divisions: readonly string[]
  /** The codes of the categories, of every level. */
  categories: readonly string[]
  /** The ids of the deadline profiles. */
  profiles: ReadonlySet<string>
}

/** What is wrong with the rules (a table with faults cannot be put), and what is worth knowing of them. */
export type Examination = { faults: readonly Fault[]; findings: readonly Finding[] }

/**
 * Examines a list of rules. Faults: repeated ids, unknown nodes and profiles. Findings: ties, which the order decides;
 * rules that a single other one shadows; rules that no case can reach; divisions and categories that no rule answers for.
 * A keyword may or may not be in a text, so a rule with keywords never makes another unreachable, unless by theirs.
 */
export function examineRules(rules: readonly RouteRule[], register: Register, language: Language = 'zh'): Examination {
  const faults = faultsOf(rules, register, language)
  const coverage = new Coverage(rules, register)
  const idle = withoutEffect(rules, register, coverage)
  const silent = new Set(idle.flatMap((finding) => ('rule' in finding ? [finding.rule] : [])))
  const live = rules.filter(({ id }) => !silent.has(id))
  return { faults, findings: [...ties(live), ...idle, ...gaps(rules, register)] }
}
