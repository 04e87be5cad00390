import { type AnyEvent, CaseId, type EventType, eventTypeOf, eventTypes } from '@inquiry/schema'
import { Link } from 'react-router'
import { useDoors } from '../hub/open-doors.tsx'
import { useCaseAddress } from '../cases/case-address.ts'
import { useDivisionNames } from '../labels/divisions.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { useLive } from '../live/live.tsx'
import { Nothing } from '../frame/outcome.tsx'

/** Events that stand out in the list. */
const tones: Partial<Record<EventType, 'arrived' | 'answered' | 'alarming'>> = {
  'case.submitted': 'arrived',
  'case.replied': 'answered',
  'case.closed': 'answered',
  'case.reviewed': 'answered',
  'case.returned': 'alarming',
  'case.overdue': 'alarming',
  'case.unroutable': 'alarming',
  'supervision.issued': 'alarming',
  'hotspot.raised': 'alarming',
  'node.gap': 'alarming',
  'node.quiet': 'alarming',
}

/** What was recorded last, newest first. */
export function LatestEvents() {
  const { text } = useSpeech()
  const { recent } = useLive()
  if (recent.length === 0) return <Nothing title={text.file.noEvents} />
  return (
    <ol className="latest">
      {recent.map((event) => (
        <EventLine key={event.position} event={event} />
      ))}
    </ol>
  )
}

function EventLine({ event }: { event: AnyEvent }) {
  const { language, format } = useSpeech()
  const divisions = useDivisionNames()
  const nodeName = useNodeName()
  const addressOf = useCaseAddress()
  const opens = useDoors().has('/v1/cases/{caseId}') && CaseId.safeParse(event.subject).success
  const type = eventTypeOf(event.type)
  const label = type ? eventTypes[type][language] : event.type
  const node = nodeOf(event)
  return (
    <li className={`latest-line latest-${(type && tones[type]) ?? 'usual'}`} data-position={event.position}>
      <time dateTime={event.time}>{format.clock(event.time)}</time>
      <span className="latest-type">{opens ? <Link to={addressOf(event.subject)}>{label}</Link> : label}</span>
      <span className="latest-where">{divisions.fullName(event.division)}</span>
      {node && <span className="latest-node">{nodeName(node)}</span>}
    </li>
  )
}

/** The node that the event speaks of: the one named in its data, else the one that sent it. */
function nodeOf({ data, node }: AnyEvent): string | undefined {
  const named = data['node'] ?? data['origin']
  return typeof named === 'string' ? named : node
}
