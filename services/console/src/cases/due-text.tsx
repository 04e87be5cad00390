import { useSpeech } from '../language/language.tsx'

/** A due date and how far off it is at the instant `now` (milliseconds). */
export function DueText({ dueAt, now, settled = false }: { dueAt: string; now: number; settled?: boolean }) {
  const { text, format } = useSpeech()
  const seconds = (Date.parse(dueAt) - now) / 1000
  const far = seconds >= 0 ? text.file.left(format.span(seconds)) : text.file.late(format.span(-seconds))
  const tone = seconds < 0 ? 'due-late' : seconds < 2 * 86_400 ? 'due-soon' : ''
  return (
    <span className={`due-text ${settled ? '' : tone}`}>
      <time dateTime={dueAt}>{format.time(dueAt)}</time>
      {!settled && <small>{far}</small>}
    </span>
  )
}
