import { fail } from '@inquiry/problems'
import type { CoordinatorIdentity, Identity } from './identity.ts'

/** Whether a division lies where the coordinator may look and act: anywhere, or in one of its divisions, a city's counties included. */
export function isWithin({ divisions }: Pick<CoordinatorIdentity, 'divisions'>, division: string): boolean {
  return divisions === null || divisions.some((own) => division.startsWith(ownDigits(own)))
}

/** Patterns for `like any`, one of which the divisions within the remit fit; null where the remit has no bounds. */
export function patternsOf(divisions: readonly string[] | null): string[] | null {
  return divisions && divisions.map((own) => `${ownDigits(own)}%`)
}

/** What concerns one node may be done by whoever looks after the division of its seat; throws `forbidden`. */
export function mustLookAfter(identity: Identity, nodeId: string): void {
  if (identity.kind === 'node' || isWithin(identity, nodeId.slice(0, 6))) return
  fail('forbidden', '该节点不在您负责的区划内。', 'This node does not lie in your divisions.')
}

/** Whether whoever asks looks after the whole hub, as no node does. */
export function isUnlimited(identity: Identity): boolean {
  return identity.kind === 'coordinator' && identity.divisions === null
}

/** What concerns the hub as a whole is done by nobody who is limited to divisions; throws `forbidden`. */
export function mustBeUnlimited(identity: Identity): void {
  if (isUnlimited(identity)) return
  fail(
    'forbidden',
    '此操作涉及整个枢纽，负责部分区划的人员不能执行。',
    'This concerns the hub as a whole; whoever is limited to divisions cannot do it.',
  )
}

/** The digits that tell a division: `4401` of a city, `44` of a province. */
function ownDigits(division: string): string {
  return division.replace(/(00)+$/, '')
}
