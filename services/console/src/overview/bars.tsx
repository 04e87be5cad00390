import { useSpeech } from '../language/language.tsx'

/** A named count. */
export type Bar = { code: string; name: string; count: number }

/** Few counts as bars that are plain page elements, read like a table. */
export function Bars({ bars, label }: { bars: readonly Bar[]; label: (spoken: string) => string }) {
  const { format } = useSpeech()
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const spoken = bars.map(({ name, count }) => `${name} ${count}`).join(', ')
  return (
    <dl className="code-bars" aria-label={label(spoken)}>
      {bars.map(({ code, name, count }) => (
        <div key={code} data-code={code}>
          <dt>{name}</dt>
          <dd>
            <i style={{ width: `${(count / most) * 100}%` }} />
            <span>{format.number(count)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
