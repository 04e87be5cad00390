import { deadlineProfiles, profileIdFor, shippedProfileChoice } from '@inquiry/clocks'
import type { CaseState, Command, ProfileReference } from '@inquiry/lifecycle'
import { route, type NodeDirectory, type Route, type RouteTable, type Unroutable } from '@inquiry/routing'
import { categoryScheme, type Sentence } from '@inquiry/schema'

/** A category that the hub holds likely for a case whose node gave none. */
export type SuggestedCategory = { code: string; probability: number }

/** The command that gives a new case to the node it belongs to, with the deadline profile fixed from here on. */
export function assignByTable(
  state: CaseState,
  table: RouteTable,
  nodes: NodeDirectory,
  suggested?: SuggestedCategory,
): Command {
  if (state.probe) return { kind: 'assign-by-rule', route: backToOrigin(state, table) }
  const routed = routeBy(state, table, nodes, suggested)
  const skipped = routed.skipped.length > 0 ? { skipped: routed.skipped } : {}
  if (routed.node === null) return { kind: 'find-unroutable', ...skipped }
  const { node, assist, rule, rulesVersion, why, beat } = routed
  return {
    kind: 'assign-by-rule',
    route: { node, assist, rule, rulesVersion, why, beat: [...beat], ...skipped },
    profile: profileReference(profileIdFor(shippedProfileChoice, state.nature, routed.profile)),
  }
}

/** A suggested category routes only a case that has none, and where it makes a difference the reason says so. */
function routeBy(
  state: CaseState,
  table: RouteTable,
  nodes: NodeDirectory,
  suggested: SuggestedCategory | undefined,
): Route | Unroutable {
  const plain = route(table, state, nodes)
  if (!suggested || state.category !== undefined) return plain
  const category = { ...categoryScheme, code: suggested.code }
  const routed = route(table, { ...state, category }, nodes)
  if (routed.node === null || (plain.node !== null && routed.rule === plain.rule)) return plain
  return { ...routed, why: bySuggestion(routed.why, suggested) }
}

function bySuggestion(why: Sentence, { code, probability }: SuggestedCategory): Sentence {
  const percent = Math.round(probability * 100)
  return {
    zh: `${why.zh}（来件未给类别，按建议类别 ${code} 匹配，概率 ${percent}%）`,
    en: `${why.en} (no category was given; matched by the suggested category ${code}, ${percent} % probable)`,
  }
}

function profileReference(id: string): ProfileReference {
  const profile = deadlineProfiles.find((candidate) => candidate.id === id)
  if (!profile) throw new Error(`there is no deadline profile ${id}`)
  return { id, version: profile.version }
}

/** A probe comes back to who sent it, whatever the rules say, and has no clocks. */
function backToOrigin(
  { origin }: CaseState,
  { version }: RouteTable,
): Extract<Command, { kind: 'assign-by-rule' }>['route'] {
  const why = {
    zh: '探测案件，交回来源节点（default:origin）',
    en: 'a probe comes back to its origin (default:origin)',
  }
  return { node: origin, assist: [], rule: null, rulesVersion: version, why, beat: [] }
}
