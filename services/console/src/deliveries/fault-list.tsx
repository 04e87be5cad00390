import type { DeliveriesOverview } from '@inquiry/schema'
import { useSpeech } from '../language/language.tsx'

const stopped = new Set(['webhook-parked', 'webhook-disabled'])
const mended = new Set(['stream-filled-again', 'stream-shortened', 'webhook-redriven'])

/** What went wrong last and what mended it, the newest first. */
export function FaultList({ faults }: Pick<DeliveriesOverview, 'faults'>) {
  const { text, format } = useSpeech()
  return (
    <ol className="faults">
      {faults.map(({ at, kind, subject, detail }) => (
        <li key={`${at} ${kind} ${subject}`} className={`fault fault-${toneOf(kind)}`}>
          <time dateTime={at}>{format.time(at)}</time>
          <span className="fault-kind">{text.deliveries.faultKinds[kind] ?? kind}</span>
          <code>{subject}</code>
          <span className="fault-detail">{detail}</span>
        </li>
      ))}
    </ol>
  )
}

function toneOf(kind: string): 'stopped' | 'mended' | 'broken' {
  if (stopped.has(kind)) return 'stopped'
  return mended.has(kind) ? 'mended' : 'broken'
}
