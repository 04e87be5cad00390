import { z } from 'zod'

/** A database of the city's: `postgres://…`, or a file of SQLite, `sqlite:platform.db`. */
export const Connection = z
  .string()
  .regex(/^(postgres(ql)?:\/\/.+|sqlite:.+)$/, 'must be postgres://… or sqlite:<file>; others export to CSV')

/** The parameters that a statement names with a colon; `::` is a cast. */
export function namedParameters(statement: string): string[] {
  return [...statement.matchAll(/(?<![:\w]):([a-zA-Z]\w*)/g)].map(([, name = '']) => name)
}

/** A statement with numbered parameters, `$1 …`, and the names in their order. */
export function numbered(statement: string): { text: string; names: string[] } {
  const names = [...new Set(namedParameters(statement))]
  const text = statement.replaceAll(/(?<![:\w]):([a-zA-Z]\w*)/g, (_, name: string) => `$${names.indexOf(name) + 1}`)
  return { text, names }
}
