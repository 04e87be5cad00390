import type { Answer, ExchangeNode } from '@inquiry/client'
import type { Config } from './config.ts'
import type { Ledger, Origin } from './ledger/ledger.query.ts'
import { answersOfRow, type MappedAnswer } from './map/answers-of-row.ts'
import { caseOfRow } from './map/case-of-row.ts'
import { isFaults, type Fault, type Row } from './row.ts'
import { findAttachments, type FoundAttachment } from './seal/attachment.ts'
import { amendmentOf, caseMessageId, digestsOf, submissionOf, type WholeCase } from './seal/case-message.ts'
import type { Source } from './settings/source.ts'

/** What became of the rows of a reading. */
export type Tally = { rows: number; taken: number; changed: number; known: number; faulty: number }

export const noRows: Tally = { rows: 0, taken: 0, changed: 0, known: 0, faulty: 0 }

export type Taking = {
  config: Config
  source: Source
  node: Pick<ExchangeNode, 'sealReporter'>
  ledger: Ledger
  /** The file, or empty where the source is none. */
  file: string
  /** One reading of one file: within it no case may stand twice. Absent where rows are read again and again. */
  reading?: string
  /** Called after each full batch is kept, with what was counted so far; false ends the reading. */
  onBatch: (tally: Tally) => Promise<boolean>
}

/** The hub's key could not be had, and nothing was sealed; the rows are read again another time. */
export class CannotSeal extends Error {
  override name = 'CannotSeal'
  readonly failure: Extract<Answer<never>, { ok: false }>['failure']

  constructor(failure: Extract<Answer<never>, { ok: false }>['failure']) {
    super('the reporter’s data cannot be sealed')
    this.failure = failure
  }
}

const batchRows = 200

/** Take the rows of a source: each is mapped and kept as a message on its way, or as a fault; batch by batch. */
export async function takeRows(rows: AsyncIterable<Row>, taking: Taking): Promise<Tally> {
  const tally = { ...noRows }
  let batch: Row[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < batchRows) continue
    await takeBatch(batch, taking, tally)
    batch = []
    if (!(await taking.onBatch(tally))) return tally
  }
  if (batch.length > 0) await takeBatch(batch, taking, tally)
  return tally
}

/** What a row comes to. */
type Step = { row: Row; keep: () => keyof Tally | Fault[] }

async function takeBatch(batch: readonly Row[], taking: Taking, tally: Tally): Promise<void> {
  const steps: Step[] = []
  for (const row of batch) steps.push({ row, keep: await stepOf(row, taking) })
  taking.ledger.together(() => {
    for (const { row, keep } of steps) {
      const origin = { source: taking.source.name, file: taking.file, at: row.at }
      taking.ledger.forgetFaults(origin.source, origin.file, origin.at)
      const outcome = keep()
      if (typeof outcome === 'string') tally[outcome]++
      else {
        tally.faulty++
        for (const fault of outcome) taking.ledger.keepFault(origin, 'gateway', fault)
      }
      tally.rows++
    }
  })
}

async function stepOf(row: Row, taking: Taking): Promise<Step['keep']> {
  const { source, config } = taking
  const now = new Date()
  if (source.sends === 'answers') {
    const answers = answersOfRow(source.fields, row, config.node, now)
    return () => (isFaults(answers) ? answers : keepAnswers(answers, row, taking, now))
  }
  const mapped = caseOfRow(source.fields, row, config.node, now)
  if (Array.isArray(mapped)) return () => mapped
  const found = await findAttachments(mapped.attachments, source.attachmentFolder, row.at)
  if (isFaults(found)) return () => found
  const whole = { ...mapped, files: found.map(({ attachment }) => attachment) }
  const known = taking.ledger.item(whole.sourceId)
  const sealed = known && known.state !== 'refused' ? undefined : await seal(whole, taking)
  return () => keepCase(whole, found, sealed, row, taking, now)
}

async function seal({ identity }: WholeCase, { node }: Taking): Promise<string | undefined> {
  if (!identity) return undefined
  const sealed = await node.sealReporter(identity)
  if (!sealed.ok) throw new CannotSeal(sealed.failure)
  return sealed.value
}

/** Keep a case that is new, what has changed of one that is known, or nothing where it is the same. */
function keepCase(
  whole: WholeCase,
  found: readonly FoundAttachment[],
  sealed: string | undefined,
  row: Row,
  taking: Taking,
  now: Date,
): keyof Tally | Fault[] {
  const { ledger, reading = null } = taking
  const { sourceId } = whole
  const { digest, parts } = digestsOf(whole)
  const known = ledger.item(sourceId)
  if (known && reading !== null && known.readIn === reading && known.digest !== digest) return [repeated(row, sourceId)]
  const isAgain = known?.state === 'refused' && (known.digest !== digest || reading !== null)
  if (known && known.digest === digest && !isAgain) {
    if (known.readIn !== reading) ledger.keepItem({ ...known, readIn: reading })
    return 'known'
  }
  const isNew = !known || isAgain
  const amendment = isNew ? undefined : amendmentOf(whole, known.parts)
  if (!isNew && !amendment) {
    ledger.keepItem({ ...known, digest, readIn: reading })
    return [notAmendable(row, sourceId)]
  }
  const revision = isNew ? 1 : known.revision + 1
  ledger.keepItem({ sourceId, digest, parts, revision, state: isNew ? 'waiting' : known.state, readIn: reading })
  for (const { path, attachment } of found) ledger.keepAttachment(attachment.digest, path, attachment.mediaType)
  const time = now.toISOString()
  const id = caseMessageId(sourceId, revision)
  const type = isNew ? 'case.submitted' : 'case.amended'
  const data = amendment ?? submissionOf(whole, sealed)
  const content = { id, type, time, case: { sourceId }, data }
  ledger.keepMessage({ id, type, sourceId, caseId: undefined, origin: originOf(row, taking), content }, time)
  return isNew ? 'taken' : 'changed'
}

function keepAnswers(answers: readonly MappedAnswer[], row: Row, taking: Taking, now: Date): keyof Tally {
  const { ledger } = taking
  let isNew = false
  for (const [i, { key, type, reference, data }] of answers.entries()) {
    const id = `answer:${key}`
    const state = ledger.stateOf(id)
    if (state === 'recorded' || state === 'waiting' || (state === 'refused' && taking.reading === undefined)) continue
    isNew = true
    const time = new Date(now.getTime() + i).toISOString()
    const sourceId = 'sourceId' in reference ? reference.sourceId : undefined
    const caseId = 'caseId' in reference ? reference.caseId : undefined
    const content = { id, type, time, case: reference, data }
    ledger.keepMessage({ id, type, sourceId, caseId, origin: originOf(row, taking), content }, time)
  }
  return isNew ? 'taken' : 'known'
}

function originOf(row: Row, { source, file }: Taking): Origin {
  return { source: source.name, file, at: row.at }
}

function repeated({ at }: Row, value: string): Fault {
  return {
    at,
    field: 'sourceId',
    value,
    rule: 'repeated',
    message: {
      zh: '同一文件中有两行用了这个编号而内容不同；只取了前一行',
      en: 'two rows of the file have this number and different content; the first was taken',
    },
  }
}

function notAmendable({ at }: Row, value: string): Fault {
  return {
    at,
    field: 'sourceId',
    value,
    rule: 'not-amendable',
    message: {
      zh: '已报送的案件只能补充标题、内容、区划、分类、地点和附件；本行改动的是其他项，没有发送',
      en: 'of a case that was sent only title, content, division, category, place and attachments may change; what changed in this row is none of them, and was not sent',
    },
  }
}
