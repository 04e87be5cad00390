import type { Due, Why } from '@inquiry/schema'
import { Tag } from 'antd'
import { useSpeech } from '../language/language.tsx'
import { DueText } from './due-text.tsx'

const tones: Record<Due['state'], string> = { running: 'blue', met: 'green', missed: 'red', paused: 'gold' }

/** The clocks of a case, each with the reason of its due date and the days that were counted. */
export function DueDates({ due }: { due: readonly Due[] }) {
  const { text } = useSpeech()
  if (due.length === 0) return <p className="quiet">{text.file.noDue}</p>
  return (
    <ul className="dues">
      {due.map((clock) => (
        <li key={`${clock.step} ${clock.dueAt}`} className={`due due-${clock.state}`}>
          <div className="due-head">
            <strong>{text.file.steps[clock.step]}</strong>
            <DueText dueAt={clock.dueAt} now={Date.now()} settled={clock.state === 'met' || clock.state === 'paused'} />
            <Tag color={tones[clock.state]}>{text.file.states[clock.state]}</Tag>
          </div>
          <Reason why={clock.why} />
        </li>
      ))}
    </ul>
  )
}

function Reason({ why }: { why: Why }) {
  const { text, language } = useSpeech()
  return (
    <details>
      <summary>{why.text[language]}</summary>
      <dl>
        <dt>{text.file.basis}</dt>
        <dd>
          {why.basis} <small>{`${why.profile} ${why.version}`}</small>
          {why.provisional && <Tag color="gold">{text.file.provisional}</Tag>}
        </dd>
        <dt>{text.file.counted}</dt>
        <dd className="days">{why.counted.join('  ')}</dd>
        {why.skipped.length > 0 && (
          <>
            <dt>{text.file.skipped}</dt>
            <dd className="days">{why.skipped.map(({ date }) => date).join('  ')}</dd>
          </>
        )}
      </dl>
    </details>
  )
}
