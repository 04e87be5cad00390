import { isWithin, type CoordinatorIdentity } from '@inquiry/access'
import { contextAt, loadCases, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { LogHead } from '@inquiry/case-log'
import type { Calendar } from '@inquiry/clocks'
import type { Transaction } from '@inquiry/database'
import type { Command, Context, Refusal } from '@inquiry/lifecycle'
import type { ProblemCause } from '@inquiry/problems'
import { listNodes } from '@inquiry/registry'
import { CaseId, type RecordedEvent } from '@inquiry/schema'
import type { AskedCommand } from './answer-once.query.ts'
import { decideOnce, type DecideOptions, type Outcome } from './decide-once.ts'

export type CoordinationOptions = DecideOptions & { calendars: () => readonly Calendar[] }

/** A coordinator's command on one case, and how its answer is made from the event that it became. */
export type CaseDecision = {
  caseId: string
  by: CoordinatorIdentity
  command: Command
  answer?: (event: RecordedEvent) => object
}

/** Decide a command on a case and answer the position of the event that it became. */
export async function decideCase(
  options: CoordinationOptions,
  asked: AskedCommand,
  decision: CaseDecision,
): Promise<object> {
  return decideOnce(options, asked, async (tx, head): Promise<Outcome> => {
    const file = await findCase(tx, decision.caseId, decision.by)
    if (!file) return { ok: false, problem: noSuchCase() }
    return settleCase(tx, head, file, decision, options)
  })
}

async function settleCase(
  tx: Transaction,
  head: LogHead,
  file: CaseFile,
  { command, answer }: CaseDecision,
  options: CoordinationOptions,
): Promise<Outcome> {
  const context = await contextIn(tx, head, options)
  const settled = settle(head, file.state, command, context)
  if (!settled.ok) return { ok: false, problem: refusalOf(settled.problem) }
  await saveCases(tx, [{ ...file, state: settled.state }])
  const event = settled.events.at(-1)
  if (!event) throw new Error(`${command.kind} became no event`)
  return { ok: true, body: { ...answer?.(event), position: event.position } }
}

/** What a decision depends on, with the nodes as they are at this instant. */
export async function contextIn(
  tx: Transaction,
  head: LogHead,
  { hubId, calendars }: CoordinationOptions,
): Promise<Context> {
  const names = new Set((await listNodes(tx)).map((node) => node.nodeId))
  return contextAt(head, hubId, (nodeId) => names.has(nodeId), calendars())
}

/** The case, if there is one and it lies where the coordinator may act. */
export async function findCase(
  tx: Transaction,
  caseId: string,
  by: CoordinatorIdentity,
): Promise<CaseFile | undefined> {
  if (!CaseId.safeParse(caseId).success) return undefined
  const file = (await loadCases(tx, [caseId])).get(caseId)
  return file && isWithin(by, file.state.division) ? file : undefined
}

export function noSuchCase(): ProblemCause {
  return { slug: 'not-found', detail: { zh: '没有这个案件。', en: 'There is no such case.' } }
}

/** A refusal of the lifecycle as a problem. */
export function refusalOf({ slug, detail, members, errors }: Refusal): ProblemCause {
  return { slug, detail, members, errors: [...errors] }
}
