import { z } from 'zod'
import { Connection, namedParameters } from './connection.ts'
import { AnswerFields, CaseFields } from './fields.ts'

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be of small letters, digits and hyphens')

const purpose = {
  /** What the rows of a source are: cases of the city's own, or answers to cases (and what citizens say later). */
  sends: z.enum(['cases', 'answers']),
  fields: z.unknown(),
  /** Where the files lie that the column `attachments` names. */
  attachmentFolder: z.string().min(1).default('.'),
}

/** The encodings that exports come in; GB18030 reads GBK and GB2312 too. */
const encodings = ['utf-8', 'gb18030', 'utf-16le'] as const
export type Encoding = (typeof encodings)[number]

const folder = z.strictObject({
  name,
  kind: z.literal('folder'),
  folder: z.string().min(1),
  files: z.array(z.string().min(1)).min(1).default(['*.csv', '*.xlsx']),
  encoding: z.enum(['auto', ...encodings]).default('auto'),
  separator: z.string().length(1).optional(),
  /** The sheet of a workbook by its name; the first where none is named. */
  sheet: z.string().min(1).optional(),
  /** Seconds for which a file must not have changed before it is read. */
  settleSeconds: z.number().min(0).max(3600).default(5),
  ...purpose,
})

const database = z.strictObject({
  name,
  kind: z.literal('database'),
  connection: Connection,
  /** Reads the rows from a place on: the cursor column at or after `:since`. */
  query: z.string().refine((text) => namedParameters(text).includes('since'), {
    message: 'must name :since, such as … where updated_at >= :since',
  }),
  /** The column that grows with every change of a row: a time or a number. */
  cursor: z.string().min(1),
  /** Where the first reading begins. */
  from: z.union([z.string().min(1), z.int()]).default('1970-01-01 00:00:00'),
  /**
   * Seconds, or numbers, that are read again each time. A row whose transaction began earlier and ended later than
   * another’s is seen only so: it must be longer than the city’s longest transaction.
   */
  overlap: z.int().min(0).default(3600),
  ...purpose,
})

const open311 = z.strictObject({
  name,
  kind: z.literal('open311'),
  /** The address before `/requests.json`. */
  endpoint: z.url({ protocol: /^https?$/ }),
  jurisdictionId: z.string().min(1).optional(),
  apiKey: z.string().min(1).optional(),
  status: z.enum(['open', 'closed']).optional(),
  /** By which times the server narrows a list: `requested` (`start_date`, in every server), `updated` (`updated_after`, in many). */
  windowBy: z.enum(['requested', 'updated']).default('requested'),
  /** Whether the server knows `page` and `page_size`. Where it does not, a window that is full is halved. */
  paging: z.enum(['none', 'page']).default('none'),
  /** How many requests a full answer has; the standard's own limit is 1000. */
  pageSize: z.int().min(1).max(10_000).default(1000),
  from: z.string().min(1),
  /** Seconds that are read again each time. */
  overlap: z.int().min(0).default(3600),
  ...purpose,
})

export const Source = z.discriminatedUnion('kind', [folder, database, open311]).transform((source, context) => {
  const { sends, fields, ...rest } = source
  const parsed = (sends === 'cases' ? CaseFields : AnswerFields).safeParse(fields)
  if (parsed.success)
    return sends === 'cases'
      ? { ...rest, sends, fields: parsed.data as CaseFields }
      : { ...rest, sends, fields: parsed.data as AnswerFields }
  for (const issue of parsed.error.issues) context.issues.push({ ...issue, path: ['fields', ...issue.path] } as never)
  return z.NEVER
})
export type Source = z.infer<typeof Source>
export type FolderSource = Extract<Source, { kind: 'folder' }>
export type DatabaseSource = Extract<Source, { kind: 'database' }>
export type Open311Source = Extract<Source, { kind: 'open311' }>
/** Sources that are asked again and again from a place on. */
export type PolledSource = DatabaseSource | Open311Source
