import { z } from 'zod'
import { encodings } from '../collect/encoding.ts'
import { AnswerFields, CaseFields } from './fields.ts'

const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be of small letters, digits and hyphens')
  .meta({ examples: ['hotline'] })

/** What the rows of a source are: cases of the city's own, or answers to cases (and what citizens say later). */
const purpose = { sends: z.enum(['cases', 'answers']), fields: z.unknown() }

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
  /** Where the files lie that the column `attachments` names. */
  attachmentFolder: z.string().min(1).optional(),
  ...purpose,
})

export const Source = z.discriminatedUnion('kind', [folder]).transform((source, context) => {
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
