import type { CodeList, StatsRow } from '@inquiry/schema'
import { labelOf } from '../labels/labels.ts'
import { useSpeech } from '../language/language.tsx'
import { countsBy } from './figures.ts'

/** Cases by the codes of a list, as bars that are plain page elements: few lines, read like a table. */
export function CodeBars({
  rows,
  group,
  list,
  label,
}: {
  rows: readonly StatsRow[]
  group: 'nature' | 'channel'
  list: CodeList
  label: (spoken: string) => string
}) {
  const { language, format } = useSpeech()
  const counts = countsBy(
    rows,
    group,
    list.codes.map(({ code }) => code),
  )
    .map(({ code, count }) => ({ code, count, name: labelOf(list, code, language) }))
    .toSorted((a, b) => b.count - a.count)
  const most = Math.max(1, ...counts.map(({ count }) => count))
  const spoken = counts.map(({ name, count }) => `${name} ${count}`).join(', ')
  return (
    <dl className="code-bars" aria-label={label(spoken)}>
      {counts.map(({ code, count, name }) => (
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
