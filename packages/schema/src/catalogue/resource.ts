import { z } from 'zod'
import { sharingTypeCodes } from '../code-lists/sharing-type.ts'
import { updateCycleCodes } from '../code-lists/update-cycle.ts'
import { LocalDate } from '../instant.ts'
import { text } from '../text.ts'

const short = text(200).meta({ examples: ['网络问政案件'] })

/** A data item of a resource. */
export const ResourceItem = z
  .object({ name: short, type: text(64).meta({ examples: ['string'] }) })
  .meta({ id: 'ResourceItem', description: '信息项' })
export type ResourceItem = z.infer<typeof ResourceItem>

/** The code of a resource: the provider's node or organisation, then its own name for it. */
export const ResourceCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/)
  .meta({ id: 'ResourceCode', description: '信息资源代码', examples: ['440000-hub/cases'] })

export const opennessTypes = ['open', 'conditional', 'none'] as const

const condition = text(2000)
  .meta({ examples: ['仅限承办单位和协办单位办理所承办的案件'] })
  .optional()

/** Who may have the resource; what is conditional names its condition, and what is shared the way to it. */
export const Sharing = z
  .object({
    type: z.enum(sharingTypeCodes),
    condition,
    way: text(2000)
      .meta({ examples: ['GET /v1/inbox'] })
      .optional(),
  })
  .check(({ value, issues }) => {
    if (value.type === 'conditional' && value.condition === undefined)
      issues.push({ code: 'custom', input: undefined, path: ['condition'], params: { rule: 'required' } })
  })
  .meta({
    id: 'Sharing',
    description: '共享属性',
    examples: [{ type: 'conditional', condition: '仅限承办单位', way: 'GET /v1/inbox' }],
    if: { properties: { type: { const: 'conditional' } }, required: ['type'] },
    // oxlint-disable-next-line unicorn/no-thenable -- the JSON Schema keyword
    then: { properties: { condition: true }, required: ['condition'] },
  })
export type Sharing = z.infer<typeof Sharing>

const shape = {
  classification: z
    .object({ class: short, item: short, category: short, detail: short })
    .meta({ description: '信息资源分类：类、项、目、细目' }),
  name: short.meta({ description: '信息资源名称' }),
  code: ResourceCode,
  provider: z
    .object({ name: short, code: text(64).meta({ examples: ['114400000000000000'] }) })
    .meta({ description: '信息资源提供方及其代码（GB 32100）' }),
  abstract: text(2000).meta({ description: '信息资源摘要', examples: ['各平台提交的诉求及其办理状态。'] }),
  format: short.meta({ description: '信息资源格式', examples: ['JSON'] }),
  items: z.array(ResourceItem).min(1).max(500).meta({ description: '信息项信息' }),
  sharing: Sharing,
  openness: z.object({ type: z.enum(opennessTypes), condition }).meta({ description: '开放属性' }),
  updateCycle: z.enum(updateCycleCodes).meta({ description: '更新周期' }),
  publishedAt: LocalDate.meta({ description: '发布日期' }),
  related: z.array(ResourceCode).max(100).meta({ description: '关联资源代码' }),
}

/** One exchanged resource with the 13 core metadata items of 《政务信息资源目录编制指南（试行）》 (annex C11). */
export const Resource = z.object(shape).meta({ id: 'Resource', description: '信息资源 a resource of the catalogue' })
export type Resource = z.infer<typeof Resource>

/** The answer to `GET /v1/catalogue`. */
export const Catalogue = z
  .object({ resources: z.array(Resource), version: z.string().meta({ examples: ['1'] }) })
  .meta({ id: 'Catalogue', description: '数据共享目录' })
export type Catalogue = z.infer<typeof Catalogue>

/** The body of `PUT /v1/catalogue/offers/{code}`: a resource that a node offers to others. */
export const ResourceOffer = z.strictObject(shape).meta({ id: 'ResourceOffer', description: '节点提供的信息资源' })
export type ResourceOffer = z.infer<typeof ResourceOffer>
