const longSentence = 20

/** Remembers who said which long sentence (20 code points and more), so that two matters do not speak with one mouth. */
export class SentenceLedger {
  readonly #owners = new Map<string, number>()
  readonly #texts = new Set<string>()

  /** How many long sentences of this text another owner has already used; Infinity when the whole text stands already. */
  clashes(text: string, owner: number): number {
    if (this.#texts.has(text)) return Number.POSITIVE_INFINITY
    return longSentences(text).filter((sentence) => (this.#owners.get(sentence) ?? owner) !== owner).length
  }

  record(text: string, owner: number): void {
    this.#texts.add(text)
    for (const sentence of longSentences(text)) if (!this.#owners.has(sentence)) this.#owners.set(sentence, owner)
  }
}

/** The sentences of 20 code points and more in a text, without their end marks. */
export function longSentences(text: string): string[] {
  return text.split(/[。！？；\n]/).filter((sentence) => Array.from(sentence).length >= longSentence)
}
