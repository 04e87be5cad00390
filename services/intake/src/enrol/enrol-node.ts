import { atLogHead, type LogHead } from '@inquiry/case-log'
import type { Transaction } from '@inquiry/database'
import { openEnrolment, signKeyReceipt, type OpenedEnrolment } from '@inquiry/envelope'
import { fail, ProblemError } from '@inquiry/problems'
import {
  addKey,
  describeNode,
  findNode,
  judgeEnrolmentCode,
  recordedStatement,
  recordStatement,
  useEnrolmentCode,
  voidEnrolmentCode,
} from '@inquiry/registry'
import type { Language } from '@inquiry/schema'
import { v7 as uuidv7 } from 'uuid'
import type { EnrolmentOptions } from '../enrolments.route.ts'

/** Enrol a node's key by its one-time code; the same bytes get the same answer. A refused attempt leaves the code good. */
export async function enrolNode(body: Uint8Array, language: Language, options: EnrolmentOptions): Promise<unknown> {
  const opening = await openEnrolment(body, { hubId: options.hubId, now: options.wallClock(), language })
  const { enrolment } = opening
  if (!opening.ok && opening.exposedCode !== undefined) await voidCode(opening.exposedCode, options)
  if (!enrolment) throw new ProblemError((opening as Extract<typeof opening, { ok: false }>).refusal)
  const answer = await atLogHead(options.db, options, async (tx, head) => {
    const recorded = await recordedStatement(tx, enrolment.digest)
    if (recorded) return recorded.answer
    if (!opening.ok) throw new ProblemError(opening.refusal)
    return enrol(tx, head, enrolment, options)
  })
  options.keys.forget()
  return answer
}

async function enrol(
  tx: Transaction,
  head: LogHead,
  enrolment: OpenedEnrolment,
  options: EnrolmentOptions,
): Promise<unknown> {
  const { nodeId, key, digest, code } = enrolment
  // By the clock that gave it: the log's time never goes back, and may be days ahead once a clock was set right.
  const worth = await judgeEnrolmentCode(tx, code, nodeId, options.now())
  if (worth !== 'good') refuse(worth)
  const node = await findNode(tx, nodeId)
  if (node?.suspendedReason != null) refuse('suspended')
  const added = await addKey(tx, {
    kid: key.kid,
    nodeId,
    alg: key.alg,
    jwk: key.jwk,
    registeredAt: head.now,
    notAfter: null,
  })
  if (added === 'taken')
    fail(
      'key-in-use',
      `密钥 ${key.kid} 已被登记，请生成新密钥。`,
      `The key ${key.kid} is registered already; make a new one.`,
    )
  await useEnrolmentCode(tx, code, head.now)
  await describeNode(tx, nodeId, {
    ...(enrolment.encryptionKey ? { encryptionKey: enrolment.encryptionKey.jwk } : {}),
    ...(enrolment.contact === undefined ? {} : { contact: enrolment.contact }),
  })
  head.append({
    type: 'node.enrolled',
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
  const answer = { nodeId, kid: key.kid, sequence: node?.highestSequence ?? 0, receipt }
  await recordStatement(tx, digest, nodeId, answer, head.now)
  return answer
}

/** A code that came together with a private key is good no more, whatever becomes of the request. */
async function voidCode(code: string, { db, now }: EnrolmentOptions): Promise<void> {
  await db.transaction().execute((tx) => voidEnrolmentCode(tx, code, now()))
}

const reasons = {
  'unknown-code': { zh: '接入码不存在或已作废。', en: 'The enrolment code is not known, or void.' },
  'wrong-node': { zh: '接入码属于另一节点。', en: 'The enrolment code belongs to another node.' },
  used: {
    zh: '接入码已使用过，请向管理员另取。',
    en: 'The enrolment code was used; ask the administrator for another.',
  },
  expired: {
    zh: '接入码已过期，请向管理员另取。',
    en: 'The enrolment code has expired; ask the administrator for another.',
  },
  suspended: { zh: '节点已暂停。', en: 'The node is suspended.' },
} as const

function refuse(reason: keyof typeof reasons): never {
  throw new ProblemError({ slug: 'enrolment-refused', detail: reasons[reason], members: { reason } })
}
