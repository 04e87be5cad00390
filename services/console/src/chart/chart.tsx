import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts'
import { useEffect, useRef } from 'react'

use([BarChart, GridComponent, LegendComponent, LineChart, SVGRenderer, TooltipComponent])

/**
 * A chart drawn as SVG that moves to each new option and follows its frame's width. `label` says in words what it
 * shows; `onPick` hears the name of the category that was clicked.
 */
export function Chart({
  option,
  height,
  label,
  onPick,
}: {
  option: EChartsOption
  height: number
  label: string
  onPick?: ((dataIndex: number) => void) | undefined
}) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const pick = useRef(onPick)
  pick.current = onPick
  useEffect(() => {
    if (!place.current) return undefined
    const drawn = init(place.current, null, { renderer: 'svg' })
    chart.current = drawn
    drawn.on('click', ({ dataIndex }) => pick.current?.(dataIndex))
    const frame = new ResizeObserver(() => drawn.resize())
    frame.observe(place.current)
    return () => {
      frame.disconnect()
      drawn.dispose()
    }
  }, [])
  useEffect(() => chart.current?.setOption({ ...calm(), ...option }), [option])
  return <div ref={place} role="img" aria-label={label} style={{ height }} className="chart" />
}

/** Movement only where the reader's system allows it. */
function calm(): EChartsOption {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  return { animation: !still, animationDuration: 400, animationDurationUpdate: 500 }
}
