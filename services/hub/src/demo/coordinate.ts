import type { Administrator } from './administer.ts'

/** What the coordinator did: where the log stands now, and which nodes have to act on it. */
export type Decided = { position: number; concerned: Set<string> }

/** The provincial petition office reviews what others replied. */
const reviewer = '440000-petition'
/** Milliseconds in which a supervision order is to be answered. */
const answerWithin = 5 * 86_400_000

/** A coordinator's round over what waits for a decision, and two orders on cases that nobody has taken up. */
export async function coordinate(admin: Administrator, position: number): Promise<Decided> {
  const decided: Decided = { position, concerned: new Set() }
  const decide = async (caseId: string, command: string, body: object, node: string | null): Promise<void> => {
    decided.position = Math.max(decided.position, await admin.decide(caseId, command, body))
    if (node !== null) decided.concerned.add(node)
  }

  const [disputed] = await admin.cases('attention=returned&limit=1')
  const competent = disputed ? await admin.advised(disputed.caseId) : null
  if (disputed && competent !== null) {
    const reason = '经核对权责清单，由该单位承办。'
    await decide(disputed.caseId, 'designation', { nodeId: competent, reason }, competent)
  }

  const [again, enough] = await admin.cases('attention=reopen-requested&limit=2')
  if (again) {
    const body = { decision: 'granted', reason: '问题复发，重新办理。' }
    await decide(again.caseId, 'reopening', body, again.handler)
  }
  if (enough) await decide(enough.caseId, 'reopening', { decision: 'refused', reason: '答复已涵盖全部诉求。' }, null)

  const [contested] = await admin.cases('attention=review-requested&limit=1')
  if (contested && contested.handler !== reviewer) {
    await decide(contested.caseId, 'review', { nodeId: reviewer, reason: '由省信访局复查。' }, reviewer)
  }

  const [urgent, slow] = await admin.cases('status=assigned&nature=complaint&limit=2')
  const answerBy = new Date(Date.now() + answerWithin).toISOString()
  if (urgent) {
    const body = { level: 'order', reason: '群众反映集中，请限期办理并反馈。', answerBy, public: true }
    await decide(urgent.caseId, 'supervision', body, urgent.handler)
  }
  if (slow) await decide(slow.caseId, 'supervision', { level: 'reminder', reason: '请及时受理。', answerBy }, null)
  return decided
}
