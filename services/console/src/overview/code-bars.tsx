import type { CodeList, StatsRow } from '@inquiry/schema'
import { labelOf } from '../labels/labels.ts'
import { useSpeech } from '../language/language.tsx'
import { Bars } from './bars.tsx'
import { countsBy } from './figures.ts'

/** Cases by the codes of a list, most first; codes without a case stand there too. */
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
  const { language } = useSpeech()
  const codes = list.codes.map(({ code }) => code)
  const bars = countsBy(rows, group, codes)
    .map(({ code, count }) => ({ code, count, name: labelOf(list, code, language) }))
    .toSorted((a, b) => b.count - a.count)
  return <Bars bars={bars} label={label} />
}
