import { dirname } from 'node:path'
import type { Config } from './config.ts'
import { answersOfRow } from './map/answers-of-row.ts'
import { caseOfRow } from './map/case-of-row.ts'
import type { Fault, Row } from './row.ts'
import { findAttachments } from './seal/attachment.ts'
import type { Source } from './settings/source.ts'

/** What a row would send, as `[type, number, content]`, and what is wrong with it. */
export type CheckedRow = { at: string; messages: [string, string, string][]; faults: Fault[] }

/** Map rows as `run` would, without keeping or sending anything. */
export async function* checkRows(rows: AsyncIterable<Row>, source: Source, config: Config): AsyncGenerator<CheckedRow> {
  for await (const row of rows)
    yield source.sends === 'cases' ? await checkCase(row, source, config) : checkAnswer(row, source, config)
}

async function checkCase(
  row: Row,
  source: Extract<Source, { sends: 'cases' }>,
  { node, file }: Config,
): Promise<CheckedRow> {
  const { at } = row
  const mapped = caseOfRow(source.fields, row, node, new Date())
  if (Array.isArray(mapped)) return { at, messages: [], faults: mapped }
  const found = await findAttachments(mapped.attachments, source.attachmentFolder ?? dirname(file), at)
  const faults = found.filter((one): one is Fault => 'rule' in one)
  const { nature, division, channel, submittedAt, title, reporter } = mapped.data
  const content = `${nature} · ${division} · ${channel} · ${submittedAt} · ${reporter.kind}${mapped.identity ? '+sealed' : ''} · ${title}`
  return { at, messages: faults.length > 0 ? [] : [['case.submitted', mapped.sourceId, content]], faults }
}

function checkAnswer(row: Row, source: Extract<Source, { sends: 'answers' }>, { node }: Config): CheckedRow {
  const answers = answersOfRow(source.fields, row, node, new Date())
  const faults = answers.filter((one): one is Fault => 'rule' in one)
  const messages = answers.flatMap((one): [string, string, string][] =>
    'rule' in one ? [] : [[one.type, Object.values(one.reference)[0] ?? '', JSON.stringify(one.data)]],
  )
  return { at: row.at, messages, faults }
}
