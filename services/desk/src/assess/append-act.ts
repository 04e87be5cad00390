import type { LogHead } from '@inquiry/case-log'
import type { NewEvent, RecordedEvent } from '@inquiry/schema'

type ActType =
  | 'assessment.objection-raised'
  | 'assessment.objection-decided'
  | 'assessment.cases-excluded'
  | 'assessment.cases-readmitted'
type Act = { [K in ActType]: Pick<NewEvent<K>, 'type' | 'data' | 'node'> }[ActType]

/** Whose figures an act concerns, that node's or everybody's, and the words of whoever acts, which stand in no public part. */
type Circumstances = { hubId: string; nodeId: string | null; reason: string; subject: string }

/** Put on record what is said or decided of a month's figures; the node that it concerns is told. */
export function appendAct(
  head: LogHead,
  { hubId, nodeId, reason, subject: by }: Circumstances,
  act: Act,
): RecordedEvent {
  const subject = nodeId ?? hubId
  return head.append({
    ...act,
    caseId: null,
    subject,
    division: subject.slice(0, 6),
    private: { reason, by },
    audience: nodeId === null ? [] : [{ node: nodeId, role: 'self' }],
  })
}
