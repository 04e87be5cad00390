import { z } from 'zod'
import { statusCodes } from '../code-lists/status.ts'
import { LocalDate } from '../instant.ts'

/**
 * `node.reconciled` 对账: the node's own count of its cases by status at the end of a local day, and the base64url
 * SHA-256 of the lines `<sourceId> <status>\n`, sorted by code point (annex B26).
 */
export const NodeReconciled = z.strictObject({
  date: LocalDate,
  counts: z
    .partialRecord(z.enum(statusCodes), z.int().min(0).max(Number.MAX_SAFE_INTEGER))
    .meta({ examples: [{ closed: 12 }] }),
  digest: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .meta({ examples: ['47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'] }),
})
