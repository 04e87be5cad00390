import { z } from 'zod'
import { Position } from '../identifiers.ts'

/** The answer to a coordinator's command: the event that it became. */
export const Recorded = z.object({ position: Position }).meta({ id: 'Recorded', description: '已记录' })
export type Recorded = z.infer<typeof Recorded>

/** The answer to `POST /v1/cases/{id}/supervision`. */
export const SupervisionIssued = z
  .object({
    supervisionId: z.string().meta({ examples: ['019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c'] }),
    position: Position,
  })
  .meta({ id: 'SupervisionIssued', description: '督办已下达' })
export type SupervisionIssued = z.infer<typeof SupervisionIssued>

/** The answer to `POST /v1/cases/{id}/links`. */
export const LinkRecorded = z
  .object({ matterId: z.string().meta({ examples: ['019ab3f0-7a00-7d1c-8a2b-0c1d2e3f4a5b'] }), position: Position })
  .meta({ id: 'LinkRecorded', description: '关联已记录' })
export type LinkRecorded = z.infer<typeof LinkRecorded>
