const runLength = 17
const stride = 4
const remembered = 3_000

/**
 * Remembers what was said, so that no two filings speak with one mouth. Among the first 3,000 texts it knows every run
 * of 20 characters and more; after that a province has said too much, and it keeps only whole texts apart.
 */
export class WordingLedger {
  readonly #runs = new Set<string>()
  readonly #texts = new Set<string>()

  /** How many runs of this text were said before; Infinity when the whole text stands already. */
  clashes(text: string): number {
    if (this.#texts.has(text)) return Number.POSITIVE_INFINITY
    if (this.#texts.size > remembered) return 0
    return runs(text, 1).filter((run) => this.#runs.has(run)).length
  }

  record(text: string): void {
    this.#texts.add(text)
    if (this.#texts.size <= remembered) for (const run of runs(text, stride)) this.#runs.add(run)
  }
}

function runs(text: string, step: number): string[] {
  const count = Math.max(0, Math.floor((text.length - runLength) / step) + 1)
  return Array.from({ length: count }, (_, index) => text.slice(index * step, index * step + runLength))
}
