import { channelCodes, natureCodes } from '@inquiry/schema'
import type { NatureCode, RouteCondition } from '@inquiry/schema'

/** A set of combinations of nature and channel, one bit for each: bit `nature × channels + channel`. */
export type Cells = bigint

const channels = channelCodes.length
const oneNature: Cells = (1n << BigInt(channels)) - 1n

/** Every combination. */
export const allCells: Cells = (1n << BigInt(channels * natureCodes.length)) - 1n

/** The combinations that the condition matches. */
export function cellsOf({ nature = [...natureCodes], channel = [...channelCodes] }: RouteCondition): Cells {
  const ofChannels = channel.reduce((bits, code) => bits | (1n << BigInt(channelCodes.indexOf(code))), 0n)
  return nature.reduce((bits, code) => bits | (ofChannels << BigInt(natureCodes.indexOf(code) * channels)), 0n)
}

/** The natures of which at least one combination is in the set. */
export function naturesIn(cells: Cells): readonly NatureCode[] {
  return natureCodes.filter((_, i) => (cells & (oneNature << BigInt(i * channels))) !== 0n)
}
