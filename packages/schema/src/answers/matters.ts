import { z } from 'zod'
import { natureCodes } from '../code-lists/nature.ts'
import { CaseId, DivisionCode, NodeId, Position } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { CaseStatus } from './case-view.ts'
import { AsOf } from './stats.ts'

/** How two cases are alike: same citizen again, same citizen elsewhere, several citizens one matter, one topic. */
export const linkKinds = ['repeat', 'cross-filed', 'joint', 'related'] as const
export const LinkKind = z.enum(linkKinds).meta({ id: 'LinkKind', examples: ['cross-filed'] })
export type LinkKind = z.infer<typeof LinkKind>

/** A case of a matter, as a coordinator sees it. */
const matterCase = z.object({
  caseId: CaseId,
  origin: NodeId,
  handler: NodeId.nullable(),
  status: CaseStatus,
  nature: z.enum(natureCodes),
  title: z
    .string()
    .meta({ examples: ['体育东路夜间施工噪声扰民'] })
    .optional(),
  division: DivisionCode,
  submittedAt: Instant,
})

/** Why two cases are held to be one matter; `evidence` in words that an official understands. */
export const MatterLink = z
  .object({
    from: CaseId,
    to: CaseId,
    kind: LinkKind,
    score: z
      .number()
      .min(0)
      .max(1)
      .meta({ examples: [0.93] }),
    evidence: z.record(z.string(), z.unknown()).meta({ examples: [{ sharedWords: 12, metres: 80, days: 2 }] }),
    model: z
      .string()
      .meta({ examples: ['1'] })
      .optional(),
    by: z.enum(['rule', 'coordinator']),
    position: Position,
  })
  .meta({ id: 'MatterLink', description: '关联' })
export type MatterLink = z.infer<typeof MatterLink>

/** A matter 同一事项: the cases that links hold together; `primary` while they are merged. */
export const Matter = z
  .object({
    matterId: z.string().meta({ examples: ['019ab3f0-7a00-7d1c-8a2b-0c1d2e3f4a5b'] }),
    size: z.int().min(1),
    primary: CaseId.nullable(),
    cases: z.array(matterCase),
    links: z.array(MatterLink),
  })
  .meta({ id: 'Matter', description: '同一事项' })
export type Matter = z.infer<typeof Matter>

/** The answer to `GET /v1/matters`; `next` is opaque, null on the last page. */
export const Matters = z
  .object({
    matters: z.array(Matter),
    next: z
      .string()
      .meta({ examples: ['48211'] })
      .nullable(),
  })
  .meta({ id: 'Matters' })
export type Matters = z.infer<typeof Matters>

/** A matter or topic that grows unusually fast against its own past. */
export const Hotspot = z
  .object({
    rank: z.int().min(1),
    matterId: z.string().meta({ examples: ['019ab3f0-7a00-7d1c-8a2b-0c1d2e3f4a5b'] }),
    division: DivisionCode,
    title: z
      .string()
      .meta({ examples: ['体育东路夜间施工噪声扰民'] })
      .optional(),
    cases: z.int().min(1),
    expected: z
      .number()
      .min(0)
      .meta({ description: 'cases to be expected from its own past in the same time', examples: [18.5] }),
    score: z.number().meta({ examples: [7.4] }),
    citizens: z.int().min(0),
    platforms: z.int().min(1),
    firstAt: Instant,
    lastAt: Instant,
    unansweredHours: z
      .number()
      .min(0)
      .meta({ examples: [26.5] })
      .nullable(),
    examples: z.array(CaseId),
  })
  .meta({ id: 'Hotspot', description: '热点' })
export type Hotspot = z.infer<typeof Hotspot>

/** The answer to `GET /v1/hotspots`, hottest first. */
export const Hotspots = z
  .object({ hotspots: z.array(Hotspot), asOf: AsOf })
  .meta({ id: 'Hotspots', description: '热点列表' })
export type Hotspots = z.infer<typeof Hotspots>
