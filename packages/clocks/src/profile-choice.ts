import { natureCodes } from '@inquiry/schema'
import type { NatureCode } from '@inquiry/schema'
import { z } from 'zod'

/** Which profile a case gets: the hub's `default`, another for some natures, and one for the steps of a review. */
export const ProfileChoice = z.strictObject({
  default: z.string(),
  byNature: z.partialRecord(z.enum(natureCodes), z.string()),
  review: z.string(),
})
export type ProfileChoice = Readonly<z.infer<typeof ProfileChoice>>

/** The profile's id, fixed at assignment: the one that the route rule names, else the nature's, else the default. */
export function profileIdFor(choice: ProfileChoice, nature: NatureCode, named?: string): string {
  return named ?? choice.byNature[nature] ?? choice.default
}
