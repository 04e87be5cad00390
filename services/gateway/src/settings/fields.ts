import { z } from 'zod'

/** Words of the city's own and the code that each stands for. */
const words = z.record(z.string().min(1), z.string().min(1))

const whole = z
  .strictObject({
    column: z.string().min(1).optional(),
    constant: z.union([z.string().min(1), z.number(), z.boolean()]).optional(),
    template: z.string().min(1).optional(),
    /** What a word of the column stands for; the standard's own words (咨询, 网站) are known without. */
    words: words.optional(),
    /** What an empty cell stands for, or a word that no table has. */
    otherwise: z.string().min(1).optional(),
    /** The only form a date has, such as `DD/MM/YYYY HH:mm`; the usual ones are known without. */
    format: z.string().min(1).optional(),
    /** At most so many characters of the text are taken. */
    cut: z.int().min(1).max(20_000).optional(),
  })
  .refine((value) => [value.column, value.constant, value.template].filter((v) => v !== undefined).length === 1, {
    message: 'needs exactly one of column, constant and template',
  })

/** How a field is had from a row: the name of a column, or `{column}`, `{constant}`, `{template: '{街道}{地址}'}`. */
export const Expression = z.preprocess((value) => (typeof value === 'string' ? { column: value } : value), whole)
export type Expression = z.infer<typeof Expression>

const expression = Expression
const optional = Expression.optional()

/** Where each part of a case is found in a row. */
export const CaseFields = z.strictObject({
  sourceId: expression,
  title: expression,
  content: expression,
  nature: expression,
  division: expression,
  channel: expression,
  submittedAt: expression,
  category: optional,
  occurredAt: optional,
  address: optional,
  longitude: optional,
  latitude: optional,
  /** `CGCS2000`, `WGS84` or `GCJ02`; needed beside longitude and latitude. */
  crs: optional,
  reporter: optional,
  name: optional,
  idNumber: optional,
  phone: optional,
  email: optional,
  secrecy: optional,
  public: optional,
  urgency: optional,
  subjectNode: optional,
  attachments: optional,
})
export type CaseFields = z.infer<typeof CaseFields>

/** Where each part of an answer, or of a citizen's later word, is found in a row. */
export const AnswerFields = z
  .strictObject({
    caseId: optional,
    sourceId: optional,
    action: expression,
    content: optional,
    unit: optional,
    reason: optional,
    basis: optional,
    outcome: optional,
    public: optional,
    repliedAt: optional,
    until: optional,
    rating: optional,
    suggestedNode: optional,
    supervisionId: optional,
  })
  .refine((value) => value.caseId !== undefined || value.sourceId !== undefined, {
    message: 'needs caseId (the hub’s number of the case) or sourceId (your own)',
    path: ['caseId'],
  })
export type AnswerFields = z.infer<typeof AnswerFields>

/** The columns that the fields are read from. */
export function columnsOf(fields: CaseFields | AnswerFields): string[] {
  const named = Object.values(fields as Record<string, Expression | undefined>).flatMap((field) => {
    if (field?.template !== undefined) return placeholders(field.template)
    return field?.column === undefined ? [] : [field.column]
  })
  return [...new Set(named)]
}

/** The columns that a template names in braces. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
}
