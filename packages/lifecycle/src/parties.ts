import type { CaseState } from './case-state.ts'

/** What a node can be in a case, as the senders of messages are named. */
export type Role = 'origin' | 'handler' | 'assist' | 'reviewer'

/**
 * What the node is in the case; empty for a stranger. The body that a report complains about is a stranger to it, even
 * where it is the origin (annex A20).
 */
export function rolesOf(state: CaseState, node: string): readonly Role[] {
  if (node === state.subjectNode) return []
  const roles: Role[] = []
  if (node === state.origin) roles.push('origin')
  if (node === state.handler) roles.push('handler')
  if (state.assist.includes(node)) roles.push('assist')
  if (node === state.review?.node) roles.push('reviewer')
  return roles
}

/** Whether the hub keeps where and what the case is about from the public: reports, and all that is secret (annex B23). */
export function isGuarded({ nature, secrecy }: Pick<CaseState, 'nature' | 'secrecy'>): boolean {
  return nature === 'report' || secrecy !== 'none'
}

/** The division that the case's public events carry: cut to the city where the case is guarded. */
export function publicDivision(file: Pick<CaseState, 'nature' | 'secrecy' | 'division'>): string {
  return isGuarded(file) ? `${file.division.slice(0, 4)}00` : file.division
}

/** Whether the case is merged into another, by whose handling it is served. */
export function isServedByAnother(state: CaseState): boolean {
  return state.merged !== null && state.merged.primary !== state.caseId
}
