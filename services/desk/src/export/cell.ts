/** What stands in a cell: text, a number, or nothing. */
export type Cell = string | number | null

/** How a spreadsheet begins what it runs: in full-width form too, which some of them read as the same. */
const runs = /^[=+\-@\t\r\n\0＝＋－＠]/

/**
 * Text that a spreadsheet takes for text, whatever a citizen wrote: one that begins like a formula gets an apostrophe
 * before it (OWASP, CSV injection). Texts are changed here alone; the interface gives them as they were sent.
 */
export function harmless(text: string): string {
  return runs.test(text) ? `'${text}` : text
}
