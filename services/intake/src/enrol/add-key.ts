import { atLogHead, logTime, type LogHead } from '@inquiry/case-log'
import type { Transaction } from '@inquiry/database'
import { openKeyAddition, signKeyReceipt, type OpenedKeyAddition } from '@inquiry/envelope'
import { fail, ProblemError } from '@inquiry/problems'
import { addKey, isActive, keysOf, recordedStatement, recordStatement } from '@inquiry/registry'
import type { Language } from '@inquiry/schema'
import { v7 as uuidv7 } from 'uuid'
import type { EnrolmentOptions } from '../enrolments.route.ts'

/** Active keys of a node at most: two overlap in a rotation, and a platform may sign in several places. */
const maxActiveKeys = 10

/** Register a further key of a node, vouched for by a current one (annex A21); the same bytes get the same answer. */
export async function addKeyToNode(body: Uint8Array, language: Language, options: EnrolmentOptions): Promise<unknown> {
  const opening = await openKeyAddition(body, {
    hubId: options.hubId,
    findKey: options.keys.find,
    now: options.wallClock(),
    language,
  })
  const { addition } = opening
  if (!addition) throw new ProblemError((opening as Extract<typeof opening, { ok: false }>).refusal)
  const answer = await atLogHead(options.db, options, async (tx, head) => {
    const recorded = await recordedStatement(tx, addition.digest)
    if (recorded) return recorded.answer
    if (!opening.ok) throw new ProblemError(opening.refusal)
    return add(tx, head, addition, options)
  })
  options.keys.forget()
  return answer
}

async function add(
  tx: Transaction,
  head: LogHead,
  { nodeId, key, signedBy, notAfter, digest }: OpenedKeyAddition,
  options: EnrolmentOptions,
): Promise<unknown> {
  const active = (await keysOf(tx, nodeId)).filter((other) => isActive(other, head.now))
  if (!active.some(({ kid }) => kid === signedBy))
    fail('key-revoked', `密钥 ${signedBy} 已撤销或过期。`, `The key ${signedBy} is revoked or expired.`)
  if (active.length >= maxActiveKeys)
    fail(
      'too-many-requests',
      `一个节点最多有 ${maxActiveKeys} 个有效密钥，请先撤销不用的。`,
      `A node has at most ${maxActiveKeys} active keys; revoke one that is not used.`,
      { retryAfter: 60 },
    )
  const added = await addKey(tx, {
    kid: key.kid,
    nodeId,
    alg: key.alg,
    jwk: key.jwk,
    registeredAt: head.now,
    notAfter: notAfter ?? null,
  })
  if (added === 'taken')
    fail(
      'key-in-use',
      `密钥 ${key.kid} 已被登记，请生成新密钥。`,
      `The key ${key.kid} is registered already; make a new one.`,
    )
  head.append({
    type: 'node.key-added',
    caseId: null,
    subject: nodeId,
    division: nodeId.slice(0, 6),
    node: nodeId,
    data: { node: nodeId, kid: key.kid },
    audience: [{ node: nodeId, role: 'self' }],
  })
  const iat = Math.floor(options.wallClock().getTime() / 1000)
  const receipt = await signKeyReceipt(
    { hubId: options.hubId, nodeId, iat, jti: uuidv7() },
    { kid: key.kid, digest },
    options.signer,
  )
  const answer = { kid: key.kid, notBefore: head.time, ...(notAfter ? { notAfter: logTime(notAfter) } : {}), receipt }
  await recordStatement(tx, digest, nodeId, answer, head.now)
  return answer
}
