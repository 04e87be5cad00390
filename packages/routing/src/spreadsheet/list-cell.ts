const separators = '、,，;；\n'
const needsQuotes = new RegExp(`[${separators}"]|^\\s|\\s$`)

/** Several values in one cell: `噪声、夜间施工`. One that holds a separator, a quote or outer white space is quoted. */
export function writeList(values: readonly string[]): string {
  return values.map((value) => (needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join('、')
}

/** The values of a cell, separated by any of `、,，;；` or a new line; white space around them does not count. */
export function readList(cell: string): string[] {
  const values: string[] = []
  let rest = cell
  while (rest !== '') {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(rest)
    const plain = new RegExp(`^[^${separators}]*`).exec(rest)?.[0] ?? ''
    const isQuoted =
      quoted !== null && (quoted[0].length === rest.length || separators.includes(rest[quoted[0].length] ?? ''))
    const value = isQuoted ? (quoted[1] ?? '').replaceAll('""', '"') : plain.trim()
    if (isQuoted || value !== '') values.push(value)
    rest = rest.slice((isQuoted ? quoted[0] : plain).length + 1)
  }
  return values
}
