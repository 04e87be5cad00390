/** What a query parameter may be; a list repeats the parameter, what is absent is left out. */
export type ParameterValue = string | number | boolean | readonly string[] | null | undefined

/** The path with its query, `/v1/cases?status=assigned&status=accepted`. */
export function withParameters(path: string, parameters: Readonly<Record<string, ParameterValue>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    const values = Array.isArray(value) ? value : [value]
    for (const one of values) if (one !== null && one !== undefined && one !== '') query.append(name, String(one))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
