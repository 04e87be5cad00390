import Table from 'cli-table3'

/** Print a table for people: the first column names, the others figures. */
export function printTable(head: string[], rows: (string | number)[][]): void {
  const table = new Table({
    head,
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    style: { head: [], border: [] },
  })
  for (const row of rows) table.push(row)
  console.log(table.toString())
}
