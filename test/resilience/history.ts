import { appendFileSync } from 'node:fs'
import { hash } from 'node:crypto'

/** What happened, as those outside the hub saw it. Times in milliseconds since the run began. */
export type Entry =
  | { what: 'sent'; node: string; id: string; digest: string; at: number }
  | { what: 'acked'; node: string; id: string; position: number; at: number }
  | { what: 'refused'; node: string; id: string; reason: string; at: number }
  | { what: 'delivered'; by: string; position: number; id: string; subject: string; digest: string; at: number }
  | { what: 'fault'; said: string; at: number }

/** The record of a run: in memory for the checker, and in a file for whoever must find out what went wrong. */
export class History {
  readonly entries: Entry[] = []
  readonly file: string
  readonly #began = performance.now()
  #waiting: string[] = []
  readonly #flushing: NodeJS.Timeout

  constructor(file: string) {
    this.file = file
    this.#flushing = setInterval(() => this.flush(), 500)
  }

  now(): number {
    return Math.round(performance.now() - this.#began)
  }

  note(entry: Entry): void {
    this.entries.push(entry)
    this.#waiting.push(JSON.stringify(entry))
  }

  flush(): void {
    if (this.#waiting.length === 0) return
    appendFileSync(this.file, `${this.#waiting.join('\n')}\n`)
    this.#waiting = []
  }

  close(): void {
    clearInterval(this.#flushing)
    this.flush()
  }
}

/** The digest by which two texts are told apart. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22)
}
