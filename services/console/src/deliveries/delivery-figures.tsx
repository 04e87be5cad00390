import type { DeliveriesOverview } from '@inquiry/schema'
import { Figure } from '../frame/figure.tsx'
import { useSpeech } from '../language/language.tsx'
import { endpointsInNeed, isRelayLate, lateSeconds } from './standing.ts'

/** How far each follower of the log has come, and how many wait or have stopped. */
export function DeliveryFigures({ overview }: { overview: DeliveriesOverview }) {
  const { text, format } = useSpeech()
  const words = text.deliveries
  const { logSize, inboxes } = overview
  return (
    <div className="figures">
      <Figure name="log" label={words.log} value={format.number(logSize)} note={words.logNote} />
      <RelayFigure relay={overview.relay} />
      <Figure
        name="inboxes"
        label={words.inboxes}
        value={format.number(inboxes.position)}
        note={inboxes.lag === 0 ? words.upToDate : words.behind(format.number(inboxes.lag))}
      />
      <WaitingFigure nodes={overview.nodes} />
      <StoppedFigure nodes={overview.nodes} />
    </div>
  )
}

function RelayFigure({ relay }: { relay: DeliveriesOverview['relay'] }) {
  const { text, format } = useSpeech()
  const words = text.deliveries
  if (relay.stream === 'log')
    return <Figure name="relay" label={words.relay} value={words.relayNone} note={words.relayNoneNote} />
  const behind = words.behindFor(format.number(relay.lag), format.span(relay.lagSeconds))
  const standing = relay.lag === 0 ? words.upToDate : behind
  return (
    <Figure
      name="relay"
      label={words.relay}
      value={format.number(relay.position)}
      note={relay.active ? standing : [words.relayIdle, standing].join(text.listGap)}
      meaning={relay.url}
      alarming={isRelayLate(relay)}
    />
  )
}

function WaitingFigure({ nodes }: Pick<DeliveriesOverview, 'nodes'>) {
  const { text, format } = useSpeech()
  const words = text.deliveries
  const waiting = nodes.filter((node) => node.waiting > 0)
  const longest = Math.max(0, ...waiting.map(({ waitingSeconds }) => waitingSeconds))
  return (
    <Figure
      name="waiting"
      label={words.waiting}
      value={`${format.number(waiting.length)} / ${format.number(nodes.length)}`}
      note={waiting.length === 0 ? words.noneWaiting : words.longest(format.span(longest))}
      alarming={longest > lateSeconds}
    />
  )
}

function StoppedFigure({ nodes }: Pick<DeliveriesOverview, 'nodes'>) {
  const { text, format } = useSpeech()
  const words = text.deliveries
  const inNeed = endpointsInNeed(nodes)
  const stopped = inNeed.filter(({ trouble }) => trouble === 'parked' || trouble === 'disabled').length
  const failing = inNeed.filter(({ trouble }) => trouble === 'failing').length
  const all = nodes.reduce((sum, { webhooks }) => sum + webhooks.length, 0)
  return (
    <Figure
      name="stopped"
      label={words.stopped}
      value={`${format.number(stopped)} / ${format.number(all)}`}
      note={note()}
      alarming={stopped > 0}
    />
  )

  function note(): string {
    if (failing > 0) return words.failing(format.number(failing))
    return stopped === 0 ? words.noneStopped : ''
  }
}
