import { Popover } from 'antd'
import { useSpeech } from '../language/language.tsx'
import { useLive } from './live.tsx'

/** Whether the page moves with the log, and where the log is: position and time of the last event heard. */
export function LiveMark({ wide }: { wide: boolean }) {
  const { text, format } = useSpeech()
  const { phase, last } = useLive()
  const position = last && format.number(last.position)
  const explain = phase === 'polling' ? text.live.explainPolling : text.live.explain
  const about = (
    <div className="live-about">
      <p>{explain}</p>
      {last && (
        <dl>
          <dt>{text.live.position}</dt>
          <dd>{position}</dd>
          <dt>{text.live.lastEvent}</dt>
          <dd>
            {format.day(last.time)} {format.clock(last.time)}
          </dd>
        </dl>
      )}
    </div>
  )
  return (
    <Popover content={about} trigger={['hover', 'click']} placement="bottomRight">
      <button type="button" className={`live-mark live-${phase}`} aria-label={`${text.live[phase]} ${position ?? ''}`}>
        <i aria-hidden="true" />
        <span className="live-phase">{text.live[phase]}</span>
        {last && (
          <span className="live-at">
            {wide && <span>{text.live.position} </span>}
            <b data-live="position">{position}</b>
            {wide && <time dateTime={last.time}> · {format.clock(last.time)}</time>}
          </span>
        )}
      </button>
    </Popover>
  )
}
