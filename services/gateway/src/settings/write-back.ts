import { z } from 'zod'

const files = z.strictObject({
  kind: z.literal('files'),
  /** Where the workbooks of the day are written: cases to handle, and what became of the city's own. */
  folder: z.string().min(1),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
})

const post = z.strictObject({
  kind: z.literal('post'),
  /** Each event is posted here as JSON; any 2xx says that it is kept. */
  url: z.url({ protocol: /^https?$/ }),
})

/** Where what the inbox brings is written back to. */
export const WriteBack = z.discriminatedUnion('kind', [files, post])
export type WriteBack = z.infer<typeof WriteBack>
export type FilesTarget = Extract<WriteBack, { kind: 'files' }>
