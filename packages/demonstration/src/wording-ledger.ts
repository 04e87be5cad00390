const runLength = 17
const stride = 4
const remembered = 3_000

/**
 * Remembers who said what, so that two matters do not speak with one mouth. Among the first
 * 3,000 texts it knows every run of 20 characters and more; after that a province has said too much, and it keeps only
 * whole texts apart.
 */
export class WordingLedger {
  readonly #owners = new Map<string, number>()
  readonly #texts = new Set<string>()

  /** How much of this text another owner has already said, in runs; Infinity when the whole text stands already. */
  clashes(text: string, owner: number): number {
    if (this.#texts.has(text)) return Number.POSITIVE_INFINITY
    if (this.#texts.size > remembered) return 0
    return runs(text, 1).filter((run) => (this.#owners.get(run) ?? owner) !== owner).length
  }

  record(text: string, owner: number): void {
    this.#texts.add(text)
    if (this.#texts.size > remembered) return
    for (const run of runs(text, stride)) if (!this.#owners.has(run)) this.#owners.set(run, owner)
  }
}

function runs(text: string, step: number): string[] {
  const count = Math.max(0, Math.floor((text.length - runLength) / step) + 1)
  return Array.from({ length: count }, (_, index) => text.slice(index * step, index * step + runLength))
}
