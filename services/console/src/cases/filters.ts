import type { ParameterValue } from '../hub/parameters.ts'

/** What the list of cases can be narrowed by, by the name of the query parameter. */
const filterNames = [
  'q',
  'status',
  'nature',
  'channel',
  'urgency',
  'city',
  'division',
  'node',
  'handler',
  'category',
  'attention',
  'overdue',
  'open',
] as const

export type FilterName = (typeof filterNames)[number]
export type Filters = Partial<Record<FilterName, string[]>>

/** The filters that the address names and that this hub takes. */
export function filtersIn(address: URLSearchParams, taken: ReadonlySet<string>): Filters {
  const names = filterNames.filter((name) => taken.has(name) && address.has(name))
  return Object.fromEntries(names.map((name) => [name, address.getAll(name)]))
}

/** The address with one filter set anew, all else as it was. */
export function withFilter(address: URLSearchParams, name: FilterName, values: readonly string[]): URLSearchParams {
  const changed = new URLSearchParams(address)
  changed.delete(name)
  for (const value of values) if (value !== '') changed.append(name, value)
  return changed
}

/** The address without any filter. */
export function withoutFilters(address: URLSearchParams): URLSearchParams {
  const changed = new URLSearchParams(address)
  for (const name of filterNames) changed.delete(name)
  return changed
}

/** The filters as the hub's parameters. */
export function parametersOf(filters: Filters): Record<string, ParameterValue> {
  return Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, values]))
}
