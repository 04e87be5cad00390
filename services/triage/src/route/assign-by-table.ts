import { deadlineProfiles, profileIdFor, shippedProfileChoice } from '@inquiry/clocks'
import type { CaseState, Command, ProfileReference } from '@inquiry/lifecycle'
import { route, type NodeDirectory, type RouteTable } from '@inquiry/routing'

/** The command that gives a new case to the node it belongs to, with the deadline profile fixed from here on. */
export function assignByTable(state: CaseState, table: RouteTable, nodes: NodeDirectory): Command {
  const routed = route(table, state, nodes)
  const skipped = routed.skipped.length > 0 ? { skipped: routed.skipped } : {}
  if (routed.node === null) return { kind: 'find-unroutable', ...skipped }
  const { node, assist, rule, rulesVersion, why, beat } = routed
  return {
    kind: 'assign-by-rule',
    route: { node, assist, rule, rulesVersion, why, beat: [...beat], ...skipped },
    profile: profileReference(profileIdFor(shippedProfileChoice, state.nature, routed.profile)),
  }
}

function profileReference(id: string): ProfileReference {
  const profile = deadlineProfiles.find((candidate) => candidate.id === id)
  if (!profile) throw new Error(`there is no deadline profile ${id}`)
  return { id, version: profile.version }
}
