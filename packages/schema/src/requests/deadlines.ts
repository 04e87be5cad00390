import { z } from 'zod'
import { natureCodes } from '../code-lists/nature.ts'
import { Step } from '../events/assignment.ts'
import { Instant } from '../instant.ts'
import { text } from '../text.ts'
import { ShortName } from './routes.ts'

/** The body of `POST /v1/deadlines`: what would be due, when, and why. Pauses are instants, `from` before `to`. */
export const DeadlineRequest = z
  .strictObject({
    profile: ShortName.meta({ examples: ['hotline-gd-2022'] }),
    version: text(16)
      .meta({ examples: ['1'] })
      .optional(),
    step: Step,
    nature: z.enum(natureCodes).optional(),
    startAt: Instant,
    pauses: z
      .array(z.strictObject({ from: Instant, to: Instant }))
      .max(100)
      .optional(),
  })
  .meta({ id: 'DeadlineRequest', description: '期限试算' })
export type DeadlineRequest = z.infer<typeof DeadlineRequest>
