import type { Matter, MatterLink } from '@inquiry/schema'
import { Tag, Tooltip } from 'antd'
import { Link } from 'react-router'
import { useCaseAddress } from '../cases/case-address.ts'
import { NatureTag, StatusTag } from '../cases/status-tag.tsx'
import { useDivisionNames } from '../labels/divisions.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { Evidence } from './evidence.tsx'

/** One matter: its cases in the order of submission, and the links that hold them together. */
export function MatterCard({ matter }: { matter: Matter }) {
  const { text } = useSpeech()
  const words = text.matters
  const first = matter.cases.toSorted((a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt))
  const platforms = new Set(matter.cases.map(({ origin }) => origin)).size
  return (
    <section className="panel matter" data-matter={matter.matterId}>
      <header className="panel-head">
        <h2>{first[0]?.title ?? text.cases.withheld}</h2>
        <span className="panel-extra">
          <Kinds links={matter.links} />
          <Tag color="blue">{words.size(matter.size)}</Tag>
          <Tag>{words.platforms(platforms)}</Tag>
          {matter.primary !== null && <Tag color="green">{words.merged}</Tag>}
        </span>
      </header>
      <div className="panel-body">
        <ul className="matter-cases">
          {first.map((each) => (
            <MatterCase key={each.caseId} of={each} primary={each.caseId === matter.primary} />
          ))}
        </ul>
        <details className="matter-links">
          <summary>{`${words.evidence} · ${matter.links.length}`}</summary>
          {matter.links.map((link) => (
            <Evidence key={`${link.from} ${link.to}`} link={link} cases={matter.cases} />
          ))}
        </details>
      </div>
    </section>
  )
}

function Kinds({ links }: { links: readonly MatterLink[] }) {
  const words = useSpeech().text.matters
  const kinds = [...new Set(links.map(({ kind }) => kind))]
  return kinds.map((kind) => (
    <Tooltip key={kind} title={words.kindNotes[kind]}>
      <Tag color="purple">{words.kinds[kind]}</Tag>
    </Tooltip>
  ))
}

function MatterCase({ of: each, primary }: { of: Matter['cases'][number]; primary: boolean }) {
  const { text, format } = useSpeech()
  const addressOf = useCaseAddress()
  const divisions = useDivisionNames()
  const nodeName = useNodeName()
  return (
    <li>
      <time dateTime={each.submittedAt}>{format.time(each.submittedAt)}</time>
      <span className="matter-origin">{nodeName(each.origin)}</span>
      <Link to={addressOf(each.caseId)} className="matter-title">
        {each.title ?? text.cases.withheld}
      </Link>
      <span className="quiet">{divisions.fullName(each.division)}</span>
      <span>
        <NatureTag nature={each.nature} />
        <StatusTag status={each.status} />
        {primary && <Tag color="green">{text.matters.primary}</Tag>}
      </span>
    </li>
  )
}
