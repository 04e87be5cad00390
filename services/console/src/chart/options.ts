import type { EChartsOption } from 'echarts'
import { colours, fontFamily } from '../frame/theme.ts'

/** One series of a bar chart, a value for each category. */
export type Series = { name: string; colour: string; values: readonly number[] }

const axisText = { color: colours.text, fontSize: 12, fontFamily }
const quietText = { color: colours.quiet, fontSize: 11, fontFamily }
const grid = {
  left: 8,
  right: 16,
  top: 8,
  bottom: 8,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
} as const
const tooltip = {
  trigger: 'axis',
  confine: true,
  axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(36,89,166,0.06)' } },
  textStyle: { fontFamily, fontSize: 12, color: colours.text },
  borderColor: colours.line,
  padding: 8,
} as const
const valueAxis = {
  type: 'value',
  minInterval: 1,
  splitNumber: 4,
  axisLabel: quietText,
  splitLine: { lineStyle: { color: colours.line } },
} as const

/** Lying bars, the first category on top, the series stacked; `totals` stand at the ends of the bars. */
export function barsOption(
  categories: readonly string[],
  series: readonly Series[],
  number: (n: number) => string,
): EChartsOption {
  const totals = categories.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
  const legend = series.length > 1
  return {
    grid: { ...grid, top: legend ? 30 : 4, right: 44 },
    tooltip: { ...tooltip, valueFormatter: (value) => number(Number(value)) },
    legend: { show: legend, top: 0, left: 0, itemWidth: 12, itemHeight: 8, icon: 'roundRect', textStyle: axisText },
    xAxis: { ...valueAxis, axisLabel: { ...quietText, hideOverlap: true } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...axisText, interval: 0 },
    },
    series: series.map(({ name, colour, values }, at) => ({
      id: String(at),
      name,
      type: 'bar',
      stack: 'all',
      barWidth: '62%',
      barMaxWidth: 18,
      itemStyle: { color: colour, borderRadius: at === series.length - 1 ? [0, 2, 2, 0] : 0 },
      cursor: 'pointer',
      data: [...values],
      ...(at === series.length - 1 && {
        label: {
          show: true,
          position: 'right',
          ...axisText,
          formatter: ({ dataIndex }: { dataIndex: number }) => number(totals[dataIndex] ?? 0),
        },
      }),
    })),
  }
}

/** A line over days, filled below; single points are marked where there are few. */
export function daysOption(
  days: readonly string[],
  series: readonly Series[],
  number: (n: number) => string,
): EChartsOption {
  return {
    grid: { ...grid, top: series.length > 1 ? 30 : 12 },
    tooltip: { ...tooltip, axisPointer: { type: 'line' }, valueFormatter: (value) => number(Number(value)) },
    legend: { show: series.length > 1, top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: axisText },
    xAxis: {
      type: 'category',
      data: [...days],
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...quietText, hideOverlap: true, showMaxLabel: true, formatter: (day: string) => day.slice(5) },
    },
    yAxis: valueAxis,
    series: series.map(({ name, colour, values }, at) => ({
      id: String(at),
      name,
      type: 'line',
      symbol: 'circle',
      symbolSize: 5,
      showSymbol: days.length <= 31,
      lineStyle: { width: 2, color: colour },
      itemStyle: { color: colour },
      areaStyle: { color: colour, opacity: 0.08 },
      data: [...values],
    })),
  }
}
