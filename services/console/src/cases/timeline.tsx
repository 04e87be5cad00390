import { eventTypeOf, eventTypes, type InboxEvent } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Timeline as Line } from 'antd'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { useAsker } from '../hub/asker.ts'
import { caseEventsQuestion } from '../hub/questions.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { type Detail, detailsOf, type Said, saidIn } from './event-details.ts'

const alarming: ReadonlySet<string> = new Set([
  'case.overdue',
  'case.returned',
  'supervision.issued',
  'case.unroutable',
])
const ending: ReadonlySet<string> = new Set(['case.closed', 'case.declined', 'case.withdrawn', 'case.replied'])

/** What happened to a case, first to last, with who did it and what was said. */
export function Timeline({ caseId }: { caseId: string }) {
  const { text } = useSpeech()
  const page = useQuery(caseEventsQuestion(useAsker(), caseId))
  return (
    <Outcome of={page} rows={6}>
      {({ events }) =>
        events.length === 0 ? (
          <Nothing title={text.file.noEvents} />
        ) : (
          <Line
            className="timeline"
            items={events.map((event) => ({
              key: event.id,
              color: colourOf(event),
              content: <Happened event={event} />,
            }))}
          />
        )
      }
    </Outcome>
  )
}

function colourOf({ type }: InboxEvent): string {
  const name = eventTypeOf(type) ?? ''
  if (alarming.has(name)) return 'red'
  return ending.has(name) ? 'green' : 'blue'
}

function Happened({ event }: { event: InboxEvent }) {
  const { language, text, format } = useSpeech()
  const nodeName = useNodeName()
  const type = eventTypeOf(event.type)
  return (
    <div className="happened" data-position={event.position}>
      <div className="happened-head">
        <strong>{type ? eventTypes[type][language] : event.type}</strong>
        {event.node && <span>{nodeName(event.node)}</span>}
        <time dateTime={event.time}>{`${format.day(event.time)} ${format.clock(event.time)}`}</time>
        <small>{text.file.position(format.number(event.position))}</small>
      </div>
      <Details of={type ? detailsOf(type, event.data, language, text) : []} nodeName={nodeName} />
      <Words of={saidIn(event.private)} />
    </div>
  )
}

function Details({ of: details, nodeName }: { of: readonly Detail[]; nodeName: (id: string) => string }) {
  const { format } = useSpeech()
  const written = ({ kind, value }: Detail) =>
    kind === 'node' ? nodeName(value) : kind === 'instant' ? format.time(value) : value
  if (details.length === 0) return null
  return (
    <p className="happened-details">
      {details.map((detail) => (
        <span key={detail.label}>
          {detail.label} <b>{written(detail)}</b>
        </span>
      ))}
    </p>
  )
}

/** What a node or coordinator wrote: text, never markup. */
function Words({ of: said }: { of: readonly Said[] }) {
  return said.map(({ member, words }) => (
    <p key={member} className="said">
      {words}
    </p>
  ))
}
