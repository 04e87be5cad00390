import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { generateSigningKey, sealKeyAddition, type SigningKey } from '@inquiry/envelope'
import type { BadEnvelopeContext } from '../../../packages/envelope/test/bad-envelopes/row.ts'
import { submission } from '../../province/filing.ts'
import type { Node } from '../../province/node.ts'
import { startProvince, type Province } from '../../province/province.ts'

/** A running hub, the parties that speak to it, and cases in the states that the rows need. */
export type World = {
  province: Province
  node: Node
  other: Node
  handler: Node
  suspended: Node
  parties: Omit<BadEnvelopeContext, 'now'>
  /** The node's case, assigned to the handler; another's; one that is closed; one that is withdrawn. */
  cases: { own: string; ownSource: string; foreign: string; closed: string; withdrawn: string; recordedMessage: object }
}

export async function openWorld(): Promise<World> {
  const province = await startProvince()
  const join = (nodeId: string): Promise<Node> => province.join(nodeId)
  const node = await join('440100')
  const other = await join('440400')
  const handler = await join('440600')
  const [es256, revoked, expired, suspended] = [
    await join('440300'),
    await join('440500'),
    await join('440900'),
    await join('440700'),
  ]
  const es256Key = await addKey(es256, generateSigningKey('ES256'))
  const expiredKey = await addKey(expired, generateSigningKey(), new Date(Date.now() + 1_500))
  await province.coordinator.ask('DELETE', `/v1/keys/${revoked.key.kid}`)
  await province.coordinator.ok('POST', '/v1/nodes/440700/suspension', { reason: '演练' })
  const cases = await fileCases(node, other, handler)
  await sleep(1_600)
  return {
    province,
    node,
    other,
    handler,
    suspended,
    parties: {
      hubId: node.hubId,
      node,
      es256: { nodeId: es256.nodeId, key: es256Key },
      other,
      revoked,
      expired: { nodeId: expired.nodeId, key: expiredKey },
      suspended,
      stranger: { nodeId: '440800', key: generateSigningKey() },
    },
    cases,
  }
}

async function fileCases(node: Node, other: Node, handler: Node): Promise<World['cases']> {
  const ownSource = `OWN-${randomUUID()}`
  const recordedMessage = submission({ division: '440604' }, { sourceId: ownSource })
  const own = await node.say(recordedMessage)
  const foreign = await other.say(submission({ division: '440402' }))
  const closed = await node.say(submission({ division: '440604' }))
  const withdrawn = await node.say(submission({ division: '440604' }))
  await handler.receive('case.assigned', String(withdrawn.caseId), 20)
  await handler.receive('case.assigned', String(closed.caseId), 20)
  const say = (by: Node, caseId: unknown, type: string, data: object = {}) =>
    by.say({ id: `w-${randomUUID()}`, type, time: new Date().toISOString(), case: { caseId }, data })
  await say(node, withdrawn.caseId, 'case.withdrawn')
  await say(handler, closed.caseId, 'case.accepted')
  const repliedAt = new Date().toISOString()
  await say(handler, closed.caseId, 'case.replied', { content: '已处理。', public: true, unit: '城管局', repliedAt })
  await say(handler, closed.caseId, 'case.closed', { outcome: 'resolved' })
  const ids = { own: String(own.caseId), foreign: String(foreign.caseId) }
  return { ...ids, ownSource, closed: String(closed.caseId), withdrawn: String(withdrawn.caseId), recordedMessage }
}

async function addKey(node: Node, added: SigningKey, notAfter?: Date): Promise<SigningKey> {
  const issued = { iss: node.nodeId, aud: node.hubId, iat: Math.floor(Date.now() / 1000), jti: `k-${randomUUID()}` }
  const claims = { ...issued, ...(notAfter ? { notAfter: notAfter.toISOString() } : {}) }
  const answer = await node.post('/v1/keys', await sealKeyAddition(claims, node.key.signer, added.signer, added.jwk))
  if (answer.status !== 201) throw new Error(`${node.nodeId} could not add a key: ${answer.text}`)
  return added
}
