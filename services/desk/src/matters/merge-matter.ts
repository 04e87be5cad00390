import { isWithin, type CoordinatorIdentity } from '@inquiry/access'
import type { LogHead } from '@inquiry/case-log'
import { loadCases, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Transaction } from '@inquiry/database'
import type { Author, Command, Context } from '@inquiry/lifecycle'
import type { Sentence } from '@inquiry/schema'
import type { AskedCommand } from '../decide/answer-once.query.ts'
import { contextIn, noSuchCase, refusalOf, type CoordinationOptions } from '../decide/decide-case.ts'
import { decideOnce, type Outcome } from '../decide/decide-once.ts'
import { casesOfMatter } from '../decide/matter-cases.query.ts'

/** A coordinator's decision on a matter as a whole. */
export type MatterDecision = { matterId: string; by: CoordinatorIdentity; author: Author }

/**
 * The cases of a matter that can be are merged into the primary; the others are named with the reason. Where none can be,
 * nothing is changed and the command is refused as the first of them was.
 */
export async function decideMerge(
  options: CoordinationOptions,
  asked: AskedCommand,
  { primaryId, ...decision }: MatterDecision & { primaryId: string },
): Promise<object> {
  return decideOnce(options, asked, async (tx, head): Promise<Outcome> => {
    const files = await filesOf(tx, decision)
    const primary = files.find(({ state }) => state.caseId === primaryId)
    if (!primary) return { ok: false, problem: noSuchCase() }
    const context = await contextIn(tx, head, options)
    const command: Command = {
      kind: 'merge',
      matterId: decision.matterId,
      primary: primary.state,
      author: decision.author,
    }
    const others = files.filter((file) => file !== primary && file.state.merged === null)
    const { done, left, refusal } = settleEach(head, others, command, context)
    if (done.length === 0) return { ok: false, problem: refusal ?? noSuchCase() }
    const own = primary.state.merged === null ? settleEach(head, [primary], command, context).done : []
    await saveCases(tx, [...done, ...own])
    const body = { primary: primaryId, merged: done.map(({ state }) => state.caseId), left, position: lastOf(head) }
    return { ok: true, body }
  })
}

/** Every merged case of the matter, the primary too, is handled on its own again. */
export async function decideSplit(
  options: CoordinationOptions,
  asked: AskedCommand,
  decision: MatterDecision,
): Promise<object> {
  return decideOnce(options, asked, async (tx, head): Promise<Outcome> => {
    const files = await filesOf(tx, decision)
    if (files.length === 0) return { ok: false, problem: noSuchCase() }
    const merged = files.filter(({ state }) => state.merged !== null)
    const context = await contextIn(tx, head, options)
    const command: Command = { kind: 'split', author: decision.author }
    const { done, refusal } = settleEach(head, merged.length > 0 ? merged : files, command, context)
    if (done.length === 0) return { ok: false, problem: refusal ?? noSuchCase() }
    await saveCases(tx, done)
    return { ok: true, body: { split: done.map(({ state }) => state.caseId), position: lastOf(head) } }
  })
}

/** The cases of the matter that lie where the coordinator may act. */
async function filesOf(tx: Transaction, { matterId, by }: MatterDecision): Promise<CaseFile[]> {
  const ids = await casesOfMatter(tx, matterId)
  const files = await loadCases(tx, ids)
  return ids.flatMap((id) => files.get(id) ?? []).filter(({ state }) => isWithin(by, state.division))
}

function settleEach(head: LogHead, files: readonly CaseFile[], command: Command, context: Context) {
  const done: CaseFile[] = []
  const left: { caseId: string; reason: Sentence }[] = []
  let refusal: ReturnType<typeof refusalOf> | undefined
  for (const file of files) {
    const settled = settle(head, file.state, command, context)
    if (settled.ok) done.push({ ...file, state: settled.state })
    else {
      refusal ??= refusalOf(settled.problem)
      left.push({ caseId: file.state.caseId, reason: settled.problem.detail })
    }
  }
  return { done, left, refusal }
}

function lastOf({ appended }: LogHead): number {
  return appended.at(-1)?.position ?? -1
}
