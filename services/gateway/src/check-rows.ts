import type { Config } from './config.ts'
import { answersOfRow } from './map/answers-of-row.ts'
import { caseOfRow } from './map/case-of-row.ts'
import { isFaults, type Fault, type Row } from './row.ts'
import { findAttachments } from './seal/attachment.ts'
import type { Source } from './settings/source.ts'

/** What a row would send, as `[type, number, content]`, and what is wrong with it. */
export type CheckedRow = { at: string; messages: [string, string, string][]; faults: Fault[] }

/** Map rows as `run` would, without keeping or sending anything. */
export async function* checkRows(rows: AsyncIterable<Row>, source: Source, config: Config): AsyncGenerator<CheckedRow> {
  for await (const row of rows)
    yield source.sends === 'cases' ? await checkCase(row, source, config) : checkAnswer(row, source, config)
}

async function checkCase(row: Row, source: Extract<Source, { sends: 'cases' }>, { node }: Config): Promise<CheckedRow> {
  const { at } = row
  const mapped = caseOfRow(source.fields, row, node, new Date())
  if (Array.isArray(mapped)) return { at, messages: [], faults: mapped }
  const found = await findAttachments(mapped.attachments, source.attachmentFolder, at)
  if (isFaults(found)) return { at, messages: [], faults: found }
  const { nature, division, channel, submittedAt, title, reporter } = mapped.data
  const content = `${nature} · ${division} · ${channel} · ${submittedAt} · ${reporter.kind}${mapped.identity ? '+sealed' : ''} · ${title}`
  return { at, messages: [['case.submitted', mapped.sourceId, content]], faults: [] }
}

function checkAnswer(row: Row, source: Extract<Source, { sends: 'answers' }>, { node }: Config): CheckedRow {
  const { at } = row
  const answers = answersOfRow(source.fields, row, node, new Date())
  if (isFaults(answers)) return { at, messages: [], faults: answers }
  const messages = answers.map(({ type, reference, data }): [string, string, string] => [
    type,
    Object.values(reference)[0] ?? '',
    JSON.stringify(data),
  ])
  return { at, messages, faults: [] }
}
