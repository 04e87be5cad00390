import { z } from 'zod'
import { NodeId } from '../identifiers.ts'

/** The body of `POST /v1/deliveries/redrive`: whose webhooks, and which; all that fail where nothing is said. */
export const RedriveRequest = z
  .strictObject({
    nodeId: NodeId.optional(),
    webhook: z
      .string()
      .max(64)
      .meta({ examples: ['main'] })
      .optional(),
  })
  .meta({ id: 'RedriveRequest', description: '重投' })
export type RedriveRequest = z.infer<typeof RedriveRequest>

/** The body of `POST /v1/republications`. */
export const RepublicationRequest = z
  .strictObject({ from: z.int().min(0) })
  .meta({ id: 'RepublicationRequest', description: '重新发布' })
export type RepublicationRequest = z.infer<typeof RepublicationRequest>
