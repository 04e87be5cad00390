import { sentence } from '@inquiry/schema'
import type { Fault, Language, RouteRule } from '@inquiry/schema'
import type { Register } from './examine.ts'

/** Repeated ids, unknown nodes and unknown profiles, each at its place in the body (`/rules/3/assign`). */
export function faultsOf(rules: readonly RouteRule[], { nodes, profiles }: Register, language: Language): Fault[] {
  const seen = new Set<string>()
  return rules.flatMap((rule, place) => {
    const at = `/rules/${place}`
    const isRepeated = seen.has(rule.id)
    seen.add(rule.id)
    const unknown = (pointer: string): Fault => ({ pointer, rule: 'code', message: sentence('code', '', language) })
    return [
      ...(isRepeated ? [{ pointer: `${at}/id`, rule: 'uniqueItems', message: repeated(rule.id, language) }] : []),
      ...(nodes.has(rule.assign) ? [] : [unknown(`${at}/assign`)]),
      ...(rule.assist ?? []).flatMap((node, i) => (nodes.has(node) ? [] : [unknown(`${at}/assist/${i}`)])),
      ...(rule.profile === undefined || profiles.has(rule.profile) ? [] : [unknown(`${at}/profile`)]),
    ]
  })
}

/** What to say of a rule's id that stands in the table already. */
export function repeated(id: string, language: Language): string {
  return language === 'zh' ? `规则编号 ${id} 重复` : `the rule id ${id} is used before`
}
