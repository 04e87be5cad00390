import { Tooltip } from 'antd'

/** One figure of a strip of them: what it counts, how much, and what puts it in proportion. */
export function Figure({
  name,
  label,
  value,
  note,
  meaning,
  alarming = false,
}: {
  name: string
  label: string
  value: string
  note: string
  meaning?: string | undefined
  alarming?: boolean
}) {
  return (
    <Tooltip title={meaning}>
      <div className={`figure figure-${name} ${alarming ? 'figure-alarming' : ''}`}>
        <span className="figure-label">{label}</span>
        <strong className="figure-value" data-figure={name}>
          {value}
        </strong>
        <span className="figure-note">{note}</span>
      </div>
    </Tooltip>
  )
}
