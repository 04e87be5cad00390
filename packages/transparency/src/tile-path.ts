import { tileWidth } from './tile-geometry.ts'

/** What a path of C2SP tlog-tiles names: a hash tile of a level, or a bundle of entries; `width` 256 where it is full. */
export interface TilePath {
  readonly level: number | 'entries'
  readonly index: number
  readonly width: number
}

const highestLevel = 63
const form = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** The path of a tile below the log's prefix, `tile/<L>/<N>[.p/<W>]`: `tile/0/x001/x234/067.p/8`. */
export function formatTilePath({ level, index, width }: TilePath): string {
  const suffix = width === tileWidth ? '' : `.p/${width}`
  return `tile/${level}/${formatIndex(index)}${suffix}`
}

/** What the path names, or undefined where it is not the one spelling that `formatTilePath` gives. */
export function parseTilePath(path: string): TilePath | undefined {
  const [whole, level = '', index = '', width] = form.exec(path) ?? []
  if (whole === undefined) return undefined
  const named: TilePath = {
    level: level === 'entries' ? level : Number(level),
    index: Number(index.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  }
  return isWithinBounds(named) && formatTilePath(named) === path ? named : undefined
}

function isWithinBounds({ level, index, width }: TilePath): boolean {
  return (level === 'entries' || level <= highestLevel) && Number.isSafeInteger(index) && width <= tileWidth
}

// Three digits for each path element, all but the last with an x: 1234067 is x001/x234/067.
function formatIndex(index: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? []
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/')
}
