import { type CaseView, channels, secrecies } from '@inquiry/schema'
import { Descriptions, Grid, Rate } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useDivisionNames } from '../labels/divisions.ts'
import { categoryPath, labelOf } from '../labels/labels.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { useCaseAddress } from './case-address.ts'

/** A fact with its label; `long` ones have a line to themselves. */
type Fact = { label: string; value: ReactNode; long?: boolean }

/** What is known of a case; what it does not have is left out. */
export function CaseFacts({ file }: { file: CaseView }) {
  const columns = (Grid.useBreakpoint().md ?? true) ? 2 : 1
  const facts = useFacts(file).filter(({ value }) => value !== undefined && value !== null && value !== '')
  const items = facts.map(({ label, value, long }) => ({
    key: label,
    label,
    children: value,
    span: long ? columns : 1,
  }))
  return <Descriptions size="small" bordered column={columns} items={items} className="facts" />
}

function useFacts(file: CaseView): Fact[] {
  const { text, format, language } = useSpeech()
  const nodeName = useNodeName()
  const divisions = useDivisionNames()
  const words = text.file
  const time = (instant: string | undefined) => instant && format.time(instant)
  const handler = file.handler === null ? text.cases.nobody : nodeName(file.handler)
  return [
    { label: text.cases.origin, value: nodeName(file.origin) },
    { label: text.cases.handler, value: <Noted value={handler} note={file.designated ? words.designated : null} /> },
    { label: words.assist, value: file.assist.map(nodeName).join(', '), long: true },
    { label: words.reviewer, value: file.reviewer && nodeName(file.reviewer), long: true },
    { label: text.cases.division, value: divisions.fullName(file.division) },
    { label: text.cases.channel, value: labelOf(channels, file.channel, language) },
    { label: words.place, value: file.place?.address, long: true },
    { label: text.cases.category, value: file.category && categoryPath(file.category.code, language), long: true },
    { label: words.submittedAt, value: time(file.submittedAt) },
    { label: words.receivedAt, value: time(file.receivedAt) },
    { label: words.secrecy, value: labelOf(secrecies, file.secrecy, language) },
    { label: words.public, value: file.public ? text.yes : text.no },
    { label: words.occurredAt, value: time(file.occurredAt), long: true },
    { label: words.assignment, value: file.assignment && <Assignment of={file.assignment} />, long: true },
    { label: words.rating, value: file.rating !== null && <Rate disabled value={file.rating} />, long: true },
    { label: words.attachments, value: file.attachments?.map(({ name }) => name).join(', '), long: true },
    { label: words.links, value: file.links.length > 0 && <Links of={file} />, long: true },
    { label: words.sourceId, value: file.sourceId, long: true },
    { label: words.caseId, value: <code>{file.caseId}</code>, long: true },
  ].filter(({ value }) => value !== false)
}

function Noted({ value, note }: { value: string; note: string | null }) {
  return (
    <>
      {value} {note !== null && <small>{note}</small>}
    </>
  )
}

function Assignment({ of: { rule, rulesVersion, why, beat } }: { of: NonNullable<CaseView['assignment']> }) {
  const { text, language } = useSpeech()
  const named = rule === null ? text.file.byDefault : text.file.rule(rule, String(rulesVersion ?? '–'))
  return (
    <>
      <span>{why?.[language] ?? named}</span>
      {why && rule !== null && <small> {named}</small>}
      {beat && beat.length > 0 && (
        <small>
          {' '}
          {text.file.beat} {beat.map((beaten) => `${beaten.rule} (${beaten.because})`).join(', ')}
        </small>
      )}
    </>
  )
}

function Links({ of: { links, matter } }: { of: CaseView }) {
  const { text } = useSpeech()
  const addressOf = useCaseAddress()
  return (
    <span className="file-links">
      {matter && <span>{text.file.matter(matter.size)}</span>}
      {links.map((caseId) => (
        <Link key={caseId} to={addressOf(caseId)}>
          <code>{caseId.slice(-12)}</code>
        </Link>
      ))}
    </span>
  )
}
