import type { Period } from '../hub/questions.ts'
import { DatePicker, Grid, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useSpeech } from '../language/language.tsx'
import { addDays } from './figures.ts'

const spans = ['all', 'today', 'week', 'month'] as const
type Span = (typeof spans)[number]
const daysIn: Record<Span, number | null> = { all: null, today: 1, week: 7, month: 30 }

/** The period in the address (`?from=…&to=…`, both inclusive), as the hub asks for it (`to` exclusive). */
export function usePeriod(): Period {
  const [address] = useSearchParams()
  const from = dayIn(address.get('from'))
  const to = dayIn(address.get('to'))
  return useMemo(() => ({ ...(from && { from }), ...(to && { to: addDays(to, 1) }) }), [from, to])
}

/** Chooses the period; `today` is the hub's day. */
export function PeriodChoice({ today }: { today: string }) {
  const { text } = useSpeech()
  const [address, setAddress] = useSearchParams()
  const roomy = Grid.useBreakpoint().md ?? true
  const from = dayIn(address.get('from'))
  const to = dayIn(address.get('to'))
  const choose = (first: string | undefined, last: string | undefined) =>
    setAddress((before) => {
      for (const [name, day] of Object.entries({ from: first, to: last }))
        if (day) before.set(name, day)
        else before.delete(name)
      return before
    })
  const options = spans.map((span) => ({ value: span, label: text.period[span] }))
  return (
    <>
      <Segmented<Span | 'other'>
        options={options}
        value={spanOf(from, to, today)}
        onChange={(span) => span !== 'other' && choose(startOf(span, today), undefined)}
      />
      {roomy && (
        <DatePicker.RangePicker
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          allowEmpty={[true, true]}
          placeholder={[text.period.from, text.period.to]}
          maxDate={dayjs(today)}
          onChange={(range) => choose(range?.[0]?.format('YYYY-MM-DD'), range?.[1]?.format('YYYY-MM-DD'))}
        />
      )}
    </>
  )
}

function startOf(span: Span, today: string): string | undefined {
  const days = daysIn[span]
  return days === null ? undefined : addDays(today, 1 - days)
}

/** Which of the spans the period is; `other` marks none of them. */
function spanOf(from: string | undefined, to: string | undefined, today: string): Span | 'other' {
  return (to ? undefined : spans.find((span) => startOf(span, today) === from)) ?? 'other'
}

/** An address may be typed by hand: what is no day is none. */
function dayIn(text: string | null): string | undefined {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && dayjs(text).isValid() ? text : undefined
}
