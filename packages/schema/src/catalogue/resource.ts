import { z } from 'zod'
import { sharingTypeCodes } from '../code-lists/sharing-type.ts'
import { updateCycleCodes } from '../code-lists/update-cycle.ts'
import { LocalDate } from '../instant.ts'
import { text } from '../text.ts'

const short = text(200).meta({ examples: ['网络问政案件'] })

/** A data item of a resource. */
export const ResourceItem = z
  .object({
    name: short,
    type: z
      .string()
      .min(1)
      .max(64)
      .meta({ examples: ['string'] }),
  })
  .meta({ id: 'ResourceItem', description: '信息项' })
export type ResourceItem = z.infer<typeof ResourceItem>

/**
 * One exchanged resource with the 13 core metadata items of 《政务信息资源目录编制指南（试行）》 (annex C11). A
 * conditional resource says under which condition and in which way it is shared.
 */
export const Resource = z
  .object({
    classification: z.object({ class: short, item: short, category: short, detail: short }).meta({
      description: '信息资源分类：类、项、目、细目',
    }),
    name: short.meta({ description: '信息资源名称' }),
    code: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/)
      .meta({ description: '信息资源代码', examples: ['440000/inquiry/cases'] }),
    provider: z
      .object({
        name: short,
        code: z
          .string()
          .min(1)
          .max(64)
          .meta({ examples: ['114400000000000000'] }),
      })
      .meta({ description: '信息资源提供方及其代码' }),
    abstract: text(2000).meta({ description: '信息资源摘要', examples: ['各平台提交的诉求及其办理状态。'] }),
    format: short.meta({ description: '信息资源格式' }),
    items: z.array(ResourceItem).min(1).meta({ description: '信息项信息' }),
    sharing: z
      .object({
        type: z.enum(sharingTypeCodes),
        condition: text(2000)
          .meta({ examples: ['仅限承办单位'] })
          .optional(),
        way: text(2000)
          .meta({ examples: ['GET /v1/inbox'] })
          .optional(),
      })
      .meta({ description: '共享属性' }),
    openness: z
      .object({
        type: z.enum(['open', 'conditional', 'none']),
        condition: text(2000)
          .meta({ examples: ['仅限承办单位'] })
          .optional(),
      })
      .meta({ description: '开放属性' }),
    updateCycle: z.enum(updateCycleCodes).meta({ description: '更新周期' }),
    publishedAt: LocalDate.meta({ description: '发布日期' }),
    related: z.array(z.string().meta({ examples: ['440000/inquiry/replies'] })).meta({ description: '关联资源代码' }),
    endpoint: z
      .string()
      .optional()
      .meta({ description: '获取地址', examples: ['/v1/inbox'] }),
  })
  .meta({ id: 'Resource', description: '信息资源 a resource of the catalogue' })
export type Resource = z.infer<typeof Resource>

/** The answer to `GET /v1/catalogue`. */
export const Catalogue = z
  .object({ resources: z.array(Resource), version: z.string().meta({ examples: ['1'] }) })
  .meta({ id: 'Catalogue', description: '数据共享目录' })
export type Catalogue = z.infer<typeof Catalogue>
