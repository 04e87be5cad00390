import type { CoordinatorIdentity } from '@inquiry/access'
import type { LogHead } from '@inquiry/case-log'
import { loadCases, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Transaction } from '@inquiry/database'
import type { Author, CaseState, Command } from '@inquiry/lifecycle'
import { ProblemError } from '@inquiry/problems'
import type { LinkKind, RecordedEvent } from '@inquiry/schema'
import { v7 as uuidv7 } from 'uuid'
import type { AskedCommand } from './answer-once.query.ts'
import { contextIn, findCase, noSuchCase, refusalOf, type CoordinationOptions } from './decide-case.ts'
import { decideOnce, type Outcome } from './decide-once.ts'
import { casesOfMatter, withdrawCandidate } from './matter-cases.query.ts'

/** Two cases that a coordinator joins, or parts. */
export type Pair = { caseId: string; otherId: string; by: CoordinatorIdentity; author: Author }

/**
 * A coordinator holds two cases to be one matter: each is linked with the other, so that either's origin and handler may
 * learn of it as far as they may. Where both belong to matters already, all of them become the other's matter.
 */
export async function decideLink(options: CoordinationOptions, asked: AskedCommand, pair: Pair): Promise<object> {
  return decideOnce(options, asked, (tx, head) =>
    withBoth(tx, pair, async (one, other) => {
      const matterId = other.state.matterId ?? one.state.matterId ?? uuidv7()
      const moved = await movedAlong(tx, one.state, matterId)
      const link = {
        kind: 'link',
        matterId,
        linkKind: kindOf(one, other),
        score: 1,
        evidence: { by: 'coordinator' },
        author: pair.author,
      } as const
      const [first] = await settleAll(tx, head, options, [
        [one, { ...link, others: [other.state] }],
        [other, { ...link, others: [one.state] }],
        ...moved.map((file): [CaseFile, Command] => [file, { ...link, linkKind: 'related', others: [] }]),
      ])
      return { ok: true, body: { matterId, position: first?.position } }
    }),
  )
}

/**
 * A coordinator holds two cases not to be one matter: the link between them is taken back on both sides, or, where a
 * machine only asked whether they are one, that is ruled out. No machine joins them again.
 */
export async function decideUnlink(options: CoordinationOptions, asked: AskedCommand, pair: Pair): Promise<object> {
  return decideOnce(options, asked, (tx, head) =>
    withBoth(tx, pair, async (one, other) => {
      const wasAsked = await withdrawCandidate(tx, one.state.caseId, other.state.caseId)
      const isLinked = one.state.links.some(({ caseId }) => caseId === other.state.caseId)
      const [first] = await settleAll(
        tx,
        head,
        options,
        wasAsked && !isLinked ? apart(one, other, pair.author) : unlinked(one, other, pair.author),
      )
      return { ok: true, body: { position: first?.position } }
    }),
  )
}

function unlinked(one: CaseFile, other: CaseFile, author: Author): [CaseFile, Command][] {
  return [
    [one, { kind: 'unlink', others: [other.state], author }],
    [other, { kind: 'unlink', others: [one.state], author }],
  ]
}

function apart(one: CaseFile, other: CaseFile, author: Author): [CaseFile, Command][] {
  const matterId = other.state.matterId ?? one.state.matterId ?? uuidv7()
  return [
    [one, { kind: 'keep-apart', matterId, other: other.state, author }],
    [other, { kind: 'keep-apart', matterId, other: one.state, author }],
  ]
}

async function withBoth(
  tx: Transaction,
  { caseId, otherId, by }: Pair,
  work: (one: CaseFile, other: CaseFile) => Promise<Outcome>,
): Promise<Outcome> {
  const one = await findCase(tx, caseId, by)
  if (!one) return { ok: false, problem: noSuchCase() }
  const other = otherId === caseId ? undefined : await findCase(tx, otherId, by)
  return other ? work(one, other) : { ok: false, problem: noSuchCase() }
}

/** Settle each command, or none: a refusal ends the transaction. Answers the first event of each. */
async function settleAll(
  tx: Transaction,
  head: LogHead,
  options: CoordinationOptions,
  commands: readonly [CaseFile, Command][],
): Promise<(RecordedEvent | undefined)[]> {
  const context = await contextIn(tx, head, options)
  const settled = commands.map(([file, command]) => {
    const result = settle(head, file.state, command, context)
    if (!result.ok) throw new ProblemError(refusalOf(result.problem))
    return { file: { ...file, state: result.state }, event: result.events[0] }
  })
  await saveCases(
    tx,
    settled.map(({ file }) => file),
  )
  return settled.map(({ event }) => event)
}

/** The further cases of the first one's matter, where that is not the matter that both now belong to. */
async function movedAlong(tx: Transaction, { matterId, caseId }: CaseState, into: string): Promise<CaseFile[]> {
  if (matterId === null || matterId === into) return []
  const ids = (await casesOfMatter(tx, matterId)).filter((id) => id !== caseId)
  return [...(await loadCases(tx, ids)).values()]
}

/** By one citizen on one platform, by one on several, by several; where a citizen is not known, related only. */
function kindOf(one: CaseFile, other: CaseFile): LinkKind {
  if (one.citizen === null || other.citizen === null) return 'related'
  if (one.citizen !== other.citizen) return 'joint'
  return one.state.origin === other.state.origin ? 'repeat' : 'cross-filed'
}
