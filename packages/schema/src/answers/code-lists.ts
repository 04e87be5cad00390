import { z } from 'zod'
import { codeListNames } from '../code-lists/standard-lists.ts'
import { NodeId } from '../identifiers.ts'

/** The answer to `GET /v1/code-lists`. */
export const CodeListIndex = z
  .object({
    codeLists: z.array(
      z.object({ name: z.string().meta({ examples: ['nature'] }), version: z.string().meta({ examples: ['1'] }) }),
    ),
  })
  .meta({ id: 'CodeListIndex', description: '代码表目录' })
export type CodeListIndex = z.infer<typeof CodeListIndex>

const entry = z.object({
  local: z.string().meta({ examples: ['噪音扰民'] }),
  standard: z.string().meta({ examples: ['0203'] }),
})

/** How much of what the node sent its mapping translates, and the twenty most frequent local codes without translation. */
export const MappingCoverageView = z
  .object({
    total: z.int().min(0),
    mapped: z.int().min(0),
    share: z
      .number()
      .min(0)
      .max(1)
      .meta({ examples: [0.97] })
      .nullable(),
    unmapped: z.array(z.object({ local: z.string().meta({ examples: ['路灯不亮'] }), count: z.int().min(1) })).max(20),
  })
  .meta({ id: 'MappingCoverageView', description: '映射覆盖率' })
export type MappingCoverageView = z.infer<typeof MappingCoverageView>

/** The answer to `GET` and `PUT /v1/code-lists/{name}/mappings/{nodeId}`. */
export const MappingView = z
  .object({
    list: z.enum(codeListNames),
    nodeId: NodeId,
    version: z.string().meta({ examples: ['2026-11'] }),
    entries: z.array(entry),
    coverage: MappingCoverageView,
  })
  .meta({ id: 'MappingView', description: '代码映射及覆盖率' })
export type MappingView = z.infer<typeof MappingView>
