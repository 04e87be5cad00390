import { z } from 'zod'
import { NodeId } from '../identifiers.ts'
import { Instant, LocalDate } from '../instant.ts'
import { text } from '../text.ts'
import { ResourceCode } from './resource.ts'

const purpose = text(2000).meta({ examples: ['用于本市同类诉求的合并办理'] })
const reason = text(20_000).meta({ examples: ['用途符合共享条件'] })

/** The body of `POST /v1/catalogue/requests`: a node asks for a conditional resource, until the day `until`. */
export const ResourceRequest = z
  .strictObject({ resource: ResourceCode, purpose, until: LocalDate.optional() })
  .meta({ id: 'ResourceRequest', description: '信息资源共享申请' })
export type ResourceRequest = z.infer<typeof ResourceRequest>

/** The body of `POST /v1/catalogue/requests/{id}/decision`: by the provider or a coordinator, with its reason. */
export const ResourceDecision = z
  .strictObject({ decision: z.enum(['granted', 'refused']), reason, until: LocalDate.optional() })
  .meta({ id: 'ResourceDecision', description: '共享申请的决定' })
export type ResourceDecision = z.infer<typeof ResourceDecision>

/** A request as it stands. */
export const ResourceRequestView = z
  .object({
    id: z.string().meta({ examples: ['019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c'] }),
    resource: ResourceCode,
    nodeId: NodeId,
    purpose,
    requestedAt: Instant,
    until: LocalDate.optional(),
    state: z.enum(['open', 'granted', 'refused']),
    reason: reason.optional(),
    decidedAt: Instant.optional(),
  })
  .meta({ id: 'ResourceRequestView', description: '共享申请及其结果' })
export type ResourceRequestView = z.infer<typeof ResourceRequestView>

/** The answer to `GET /v1/catalogue/requests`: a node's own and those for what it offers; for coordinators all. */
export const ResourceRequests = z
  .object({ requests: z.array(ResourceRequestView) })
  .meta({ id: 'ResourceRequests', description: '共享申请列表' })
export type ResourceRequests = z.infer<typeof ResourceRequests>
