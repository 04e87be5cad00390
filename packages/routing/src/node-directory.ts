/** What routing needs to know of a node. */
export type RoutingNode = { nodeId: string; kind: 'city' | 'department' | 'channel' | 'hub' }

/** Which nodes there are, and which of them answer for a city. */
export type NodeDirectory = {
  has: (nodeId: string) => boolean
  /** The city nodes of the division's city: the one named by its six digits first, then by name (annex B16). */
  cityNodes: (division: string) => readonly string[]
}

/** A directory of the nodes. Suspended nodes and those not yet enrolled still receive. */
export function nodeDirectory(nodes: readonly RoutingNode[]): NodeDirectory {
  const names = new Set(nodes.map(({ nodeId }) => nodeId))
  const byCity = new Map<string, string[]>()
  for (const { nodeId, kind } of nodes) {
    if (kind !== 'city') continue
    const seat = nodeId.slice(0, 6)
    byCity.set(seat, [...(byCity.get(seat) ?? []), nodeId].toSorted(byName))
  }
  return {
    has: (nodeId) => names.has(nodeId),
    cityNodes: (division) => byCity.get(cityOf(division)) ?? [],
  }
}

/** The code of the division's city: its first four digits and `00`. */
export function cityOf(division: string): string {
  return `${division.slice(0, 4)}00`
}

/** By code units: the bare six digits come before any name that begins with them. */
function byName(one: string, other: string): number {
  return one < other ? -1 : 1
}
