import { z } from 'zod'
import { text } from '../text.ts'

/** The body of `PUT /v1/code-lists/{name}/mappings/{nodeId}`: local code → standard code, each local code once. */
export const MappingRequest = z
  .strictObject({
    version: text(64).meta({ examples: ['2026-11'] }),
    entries: z
      .array(
        z.strictObject({
          local: text(200).meta({ examples: ['噪音扰民'] }),
          standard: text(64).meta({ examples: ['0203'] }),
        }),
      )
      .max(20_000)
      .refine((entries) => new Set(entries.map((entry) => entry.local)).size === entries.length, {
        params: { rule: 'uniqueItems' },
      }),
  })
  .meta({ id: 'MappingRequest', description: '代码映射' })
export type MappingRequest = z.infer<typeof MappingRequest>
