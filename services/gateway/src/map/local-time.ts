import type { Cell } from '../row.ts'

/** China keeps one time; exports do not write its offset. */
const offset = '+08:00'
const offsetMs = 8 * 3_600_000
const dayMs = 86_400_000
/** Day zero of Excel's serial numbers, once its 29 February 1900 is passed over. */
const serialEpoch = Date.UTC(1899, 11, 30)

type Parts = { y: number; mo: number; d: number; h: number; mi: number; s: number }

const date = String.raw`(?<y>\d{4})\s*(?:[-/.]|年)\s*(?<mo>\d{1,2})\s*(?:[-/.]|月)\s*(?<d>\d{1,2})\s*日?`
const clock = String.raw`(?<half>上午|下午|凌晨|早上|中午|晚上|AM|PM)?\s*(?<h>\d{1,2})\s*(?::|时|点)\s*(?:(?<mi>\d{1,2})\s*分?)?(?:\s*:?\s*(?<s>\d{1,2})(?:\.\d+)?\s*秒?)?\s*(?<half2>AM|PM)?`
const written = new RegExp(`^${date}(?:[\\sT,]*${clock})?$`, 'iu')
const compact = /^(?<y>\d{4})(?<mo>\d{2})(?<d>\d{2})(?:(?<h>\d{2})(?<mi>\d{2})(?<s>\d{2})?)?$/
const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)$/
const formatTokens = { YYYY: 'y', MM: 'mo', M: 'mo', DD: 'd', D: 'd', HH: 'h', H: 'h', mm: 'mi', ss: 's' } as const

/**
 * A time as exports write it, as an ISO 8601 time in China's offset: `2026/11/3 9:05`, `2026年11月3日 下午3点`,
 * `20261103090500`, a serial number of Excel's, Unix seconds or milliseconds, or any of those with an offset. With
 * `format` (`DD/MM/YYYY HH:mm`) only that. Undefined where it is none or the day does not exist.
 */
export function localTime(cell: Cell, format?: string): string | undefined {
  if (cell instanceof Date) return fromWallClock(Math.round(cell.getTime() / 1000) * 1000)
  if (typeof cell === 'number') return fromNumber(cell)
  if (typeof cell !== 'string') return undefined
  const text = cell.normalize('NFKC').trim()
  if (format !== undefined) return fromParts(patternOf(format).exec(text)?.groups)
  if (iso.test(text)) return fromInstant(Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')))
  return fromParts((written.exec(text) ?? compact.exec(text))?.groups) ?? fromNumber(decimal(text))
}

function decimal(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}

/** A number of a spreadsheet's is days, one of a program's is seconds or milliseconds since 1970. */
function fromNumber(value: number): string | undefined {
  if (value >= 18_264 && value < 73_415) return fromWallClock(serialEpoch + Math.round(value * 86_400) * 1000)
  if (!Number.isInteger(value)) return undefined
  if (value >= 631_152_000 && value < 4_102_444_800) return fromInstant(value * 1000)
  if (value >= 631_152_000_000 && value < 4_102_444_800_000) return fromInstant(value)
  return undefined
}

function fromInstant(ms: number): string | undefined {
  return Number.isNaN(ms) ? undefined : fromWallClock(ms + offsetMs)
}

function fromWallClock(ms: number): string | undefined {
  if (!(ms > -2_000 * dayMs * 365) || ms > 8_000 * dayMs * 365) return undefined
  return new Date(ms).toISOString().replace(/\.000Z$|Z$/, '') + offset
}

function fromParts(groups: Record<string, string | undefined> | undefined): string | undefined {
  if (!groups) return undefined
  const number = (name: string): number => Number(groups[name] ?? 0)
  const half = groups['half'] ?? groups['half2']
  const parts: Parts = {
    y: number('y'),
    mo: number('mo'),
    d: number('d'),
    h: hourOf(number('h'), half),
    mi: number('mi'),
    s: number('s'),
  }
  const ms = Date.UTC(parts.y, parts.mo - 1, parts.d, parts.h, parts.mi, parts.s)
  const back = new Date(ms)
  const exists =
    parts.y >= 1900 &&
    back.getUTCMonth() + 1 === parts.mo &&
    back.getUTCDate() === parts.d &&
    parts.h < 24 &&
    parts.mi < 60 &&
    parts.s < 60
  return exists ? fromWallClock(ms) : undefined
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  const isLater = /下午|晚上|中午|PM/i.test(half)
  // Nobody can tell on which day 晚上12点 lies: 24 is no hour, and the time is refused.
  if (half === '晚上' && hour === 12) return 24
  if (isLater) return hour < 11 || (hour === 11 && half !== '中午') ? hour + 12 : hour
  return hour === 12 ? 0 : hour
}

const patterns = new Map<string, RegExp>()

function patternOf(format: string): RegExp {
  const known = patterns.get(format)
  if (known) return known
  const source = format
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/YYYY|MM|DD|HH|mm|ss|M|D|H/g, (token) => {
      const name = formatTokens[token as keyof typeof formatTokens]
      return `(?<${name}>\\d${token === 'YYYY' ? '{4}' : '{1,2}'})`
    })
  const pattern = new RegExp(`^${source}$`)
  patterns.set(format, pattern)
  return pattern
}
