import { createHash } from 'node:crypto'
import type { Attachment, CaseAmended, CaseSubmitted } from '@inquiry/schema'
import type { z } from 'zod'
import type { MappedCase } from '../mapped-case.ts'

/** A case with its attachments as the wire names them. */
export type WholeCase = MappedCase & { files: z.infer<typeof Attachment>[] }

/** What `case.amended` may change. */
const amendable = ['title', 'content', 'division', 'category', 'place', 'attachments'] as const

/** Digests of a case as a row tells it: of all of it, and of each part that may change later. */
export function digestsOf(whole: WholeCase): { digest: string; parts: Record<string, string> } {
  const data = dataOf(whole)
  const parts = Object.fromEntries(
    amendable.flatMap((name) => (data[name] === undefined ? [] : [[name, digestOf(data[name])]])),
  )
  return { digest: digestOf([data, whole.identity]), parts }
}

/** The data of `case.submitted`, with what was sealed of the reporter. */
export function submissionOf(whole: WholeCase, sealed: string | undefined): CaseSubmitted {
  const data = dataOf(whole)
  return sealed === undefined ? data : { ...data, reporter: { ...data.reporter, sealed } }
}

/** What has changed since the parts were kept, or undefined where it is nothing that may change. */
export function amendmentOf(whole: WholeCase, before: Record<string, string>): CaseAmended | undefined {
  const data = { ...dataOf(whole), attachments: whole.files }
  const { parts } = digestsOf(whole)
  const changed = amendable.filter(
    (name) =>
      parts[name] !== before[name] &&
      (name === 'attachments' ? 'attachments' in before || whole.files.length > 0 : data[name] !== undefined),
  )
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((name) => [name, data[name]]))
}

/** The id of a case's nth message: the same row always gets the same, whatever was lost in between. */
export function caseMessageId(sourceId: string, revision: number): string {
  return `case:${createHash('sha256').update(sourceId).digest('hex').slice(0, 40)}:${revision}`
}

function dataOf({ data, files }: WholeCase): CaseSubmitted {
  return files.length === 0 ? data : { ...data, attachments: files }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
}
