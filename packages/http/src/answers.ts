import type { z } from '@hono/zod-openapi'
import { Problem } from '@inquiry/schema'

/** How a JSON answer stands in the OpenAPI document. */
export function jsonAnswer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** How a JSON body stands in the OpenAPI document; it must be there. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** Every route may end in a problem (RFC 9457). */
export const problemAnswer = {
  default: {
    description: '问题说明 problem details (RFC 9457)',
    content: { 'application/problem+json': { schema: Problem } },
  },
} as const
