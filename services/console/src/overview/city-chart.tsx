import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { Chart } from '../chart/chart.tsx'
import { barsOption } from '../chart/options.ts'
import { colours } from '../frame/theme.ts'
import { useDoors } from '../hub/open-doors.tsx'
import { useDivisionNames } from '../labels/divisions.ts'
import { useSpeech } from '../language/language.tsx'
import type { CityStanding } from './figures.ts'

/** Cities by number of cases, and what became of them. A click leads to the city's cases where there is a list. */
export function CityChart({ cities }: { cities: readonly CityStanding[] }) {
  const { text, format } = useSpeech()
  const names = useDivisionNames()
  const navigate = useNavigate()
  const listed = useDoors().get('/v1/cases')?.has('city')
  const words = text.overview
  const option = useMemo(
    () =>
      barsOption(
        cities.map(({ city }) => names.city(city)),
        [
          { name: words.open, colour: colours.open, values: cities.map(({ open }) => open) },
          { name: words.replied, colour: colours.replied, values: cities.map(({ replied }) => replied) },
          { name: words.settled, colour: colours.settled, values: cities.map(({ settled }) => settled) },
        ],
        format.number,
      ),
    [cities, names, words, format],
  )
  const spoken = cities.map(({ city, recorded }) => `${names.city(city)} ${recorded}`).join(', ')
  const pick = (at: number) => void navigate(`/cases?city=${cities[at]?.city}`)
  return (
    <Chart
      option={option}
      height={Math.max(160, cities.length * 23 + 60)}
      label={words.cityChart(spoken)}
      onPick={listed ? pick : undefined}
    />
  )
}
