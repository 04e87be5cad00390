/** What of a case is looked at to find others about the same matter. */
export interface CaseText {
  readonly title: string
  readonly content: string
  /** Six digits of GB/T 2260: where the matter lies. */
  readonly division: string
  /** ISO 8601 with offset. */
  readonly submittedAt: string
  readonly address?: string
  /** An opaque keyed hash of the citizen, the same for all of the citizen's cases; absent when unknown. */
  readonly reporterKey?: string
  /** The origin node. */
  readonly node: string
  readonly channel?: string
}

/** A case made ready for comparison: plain JSON, about 1.5 KB for a case of 350 characters, at most 6 KB. */
export interface PreparedCase {
  /** Version of the preparation; cases of another version are prepared again from their text. */
  readonly preparation: string
  readonly division: string
  /** Milliseconds since 1970. */
  readonly submittedAt: number
  readonly reporterKey: string | null
  readonly node: string
  readonly channel: string | null
  /** Words of the title, separated by one space. */
  readonly title: string
  /** Words of the content (its first 1,200 characters), separated by one space; a line feed ends a sentence. */
  readonly content: string
  /** Places and organisations named, those of the title first. */
  readonly names: readonly string[]
  /** How many of the names stand in the title. */
  readonly titleNames: number
  /** Keys of the inverted index, signed 32-bit integers (see {@link candidateKeys}). */
  readonly indexKeys: readonly number[]
}
