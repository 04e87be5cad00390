import { type CaseView, channels, secrecies } from '@inquiry/schema'
import { Descriptions, Grid, Rate } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useDivisionNames } from '../labels/divisions.ts'
import { categoryPath, labelOf } from '../labels/labels.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { useCaseAddress } from './case-address.ts'

/** What is known of a case, one line each; what it does not have is left out. */
export function CaseFacts({ file }: { file: CaseView }) {
  const wide = Grid.useBreakpoint().md ?? true
  const facts = useFacts(file).filter(([, value]) => value !== undefined)
  const items = facts.map(([label, children]) => ({ key: label, label, children }))
  return <Descriptions size="small" bordered column={wide ? 2 : 1} items={items} className="facts" />
}

function useFacts(file: CaseView): [label: string, value: ReactNode | undefined][] {
  const { text, format, language } = useSpeech()
  const nodeName = useNodeName()
  const divisions = useDivisionNames()
  const words = text.file
  const time = (instant: string | undefined) => instant && format.time(instant)
  const handler = file.handler === null ? text.cases.nobody : nodeName(file.handler)
  return [
    [text.cases.origin, nodeName(file.origin)],
    [text.cases.handler, file.designated ? <Noted value={handler} note={words.designated} /> : handler],
    [words.assist, file.assist.length > 0 ? file.assist.map(nodeName).join(', ') : undefined],
    [words.reviewer, file.reviewer ? nodeName(file.reviewer) : undefined],
    [text.cases.division, divisions.fullName(file.division)],
    [words.place, file.place?.address],
    [text.cases.category, file.category && categoryPath(file.category.code, language)],
    [text.cases.channel, labelOf(channels, file.channel, language)],
    [words.submittedAt, time(file.submittedAt)],
    [words.receivedAt, time(file.receivedAt)],
    [words.occurredAt, time(file.occurredAt)],
    [words.secrecy, labelOf(secrecies, file.secrecy, language)],
    [words.public, file.public ? text.yes : text.no],
    [words.assignment, file.assignment && <Assignment of={file.assignment} />],
    [words.rating, file.rating === null ? undefined : <Rate disabled value={file.rating} />],
    [words.attachments, file.attachments?.map(({ name }) => name).join(', ') || undefined],
    [words.links, file.links.length > 0 ? <Links of={file} /> : undefined],
    [words.sourceId, file.sourceId],
    [words.caseId, <code key="id">{file.caseId}</code>],
  ]
}

function Noted({ value, note }: { value: string; note: string }) {
  return (
    <>
      {value} <small>{note}</small>
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
          {text.file.beat} {beat.map(({ rule, because }) => `${rule} (${because})`).join(', ')}
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
