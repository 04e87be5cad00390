import { z } from 'zod'
import { Position } from '../identifiers.ts'

/** 32 bytes in base64, standard alphabet with padding, as in checkpoints (annex A18). */
export const LogHash = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .meta({ id: 'LogHash', examples: ['47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='] })

/** The answer to `GET /v1/log/proof?position=&size=` (RFC 6962 §2.1.1). */
export const InclusionProof = z
  .object({ position: Position, size: Position, leafHash: LogHash, rootHash: LogHash, hashes: z.array(LogHash) })
  .meta({ id: 'InclusionProof', description: '包含证明' })
export type InclusionProof = z.infer<typeof InclusionProof>

/** The answer to `GET /v1/log/proof?from=&to=` (RFC 6962 §2.1.2). */
export const ConsistencyProof = z
  .object({ from: Position, to: Position, fromRootHash: LogHash, toRootHash: LogHash, hashes: z.array(LogHash) })
  .meta({ id: 'ConsistencyProof', description: '一致性证明' })
export type ConsistencyProof = z.infer<typeof ConsistencyProof>
