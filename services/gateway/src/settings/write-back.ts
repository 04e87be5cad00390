import { z } from 'zod'
import { headings } from './columns.ts'
import { Connection, namedParameters } from './connection.ts'

/** What a statement may name: the columns of the tables, the event's type, and the whole event as JSON. */
const statementParameters = [...Object.keys(headings), 'type', 'body']

/** Under which the place of a target is kept; needed where two would otherwise have one name, and so one place. */
const givenName = z.string().min(1).optional()

const files = z.strictObject({
  kind: z.literal('files'),
  name: givenName,
  /** Where the workbooks of the day are written: cases to handle, and what became of the city's own. */
  folder: z.string().min(1),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
})

const post = z.strictObject({
  kind: z.literal('post'),
  name: givenName,
  /** Each event is posted here as JSON; any 2xx says that it is kept. */
  url: z.url({ protocol: /^https?$/ }),
})

const sql = z.strictObject({
  kind: z.literal('sql'),
  name: givenName,
  connection: Connection,
  /** Run for each event, with its parts as parameters: `:eventId`, `:caseId`, `:sourceId`, `:event`, `:said` … */
  statement: z.string().superRefine((text, context) => {
    const unknown = namedParameters(text).filter((name) => !statementParameters.includes(name))
    if (unknown.length > 0)
      context.addIssue(`has no parameter :${unknown.join(', :')}; there are :${statementParameters.join(', :')}`)
  }),
})

/** Where what the inbox brings is written back to. */
export const WriteBack = z.discriminatedUnion('kind', [files, post, sql])
export type WriteBack = z.infer<typeof WriteBack>
export type FilesTarget = Extract<WriteBack, { kind: 'files' }>
export type SqlTarget = Extract<WriteBack, { kind: 'sql' }>
export type PostTarget = Extract<WriteBack, { kind: 'post' }>

/** Under which name a target's place is kept. */
export function nameOf(target: WriteBack): string {
  return `${target.kind} ${target.name ?? usualName(target)}`
}

function usualName(target: WriteBack): string {
  if (target.kind === 'post') return target.url
  return target.kind === 'files' ? target.folder : target.statement.trim().split(/\s+/).slice(0, 3).join(' ')
}
