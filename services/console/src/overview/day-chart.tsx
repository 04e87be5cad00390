import type { Stats } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Chart } from '../chart/chart.tsx'
import { daysOption } from '../chart/options.ts'
import { Outcome } from '../frame/outcome.tsx'
import { colours } from '../frame/theme.ts'
import { useAsker } from '../hub/asker.ts'
import { figuresQuestion, type Period } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'
import { addDays, everyDay } from './figures.ts'

/** A line of fewer days would be a dot. */
const leastDays = 14

/** Cases recorded on each day of the period, days without any included. */
export function DayChart({ period }: { period: Period }) {
  const byDay = useQuery(figuresQuestion(useAsker(), ['day'], ['count'], period))
  return (
    <Outcome of={byDay} rows={4}>
      {(figures) => <Drawn figures={figures} period={period} />}
    </Outcome>
  )
}

function Drawn({ figures, period }: { figures: Stats; period: Period }) {
  const { text, format } = useSpeech()
  const today = format.day(figures.asOf.time)
  const days = useMemo(() => {
    const last = period.to ? addDays(period.to, -1) : today
    return everyDay(figures.rows, last, leastDays)
  }, [figures, period, today])
  const option = useMemo(() => {
    const counts = { name: text.overview.recorded, colour: colours.open, values: days.map(({ count }) => count) }
    return daysOption(
      days.map(({ day }) => day),
      [counts],
      format.number,
    )
  }, [days, text, format])
  const spoken = days.filter(({ count }) => count > 0).map(({ day, count }) => `${day} ${count}`)
  return <Chart option={option} height={236} label={text.overview.dayChart(spoken.join(', '))} />
}
