import { z } from '@hono/zod-openapi'
import { eventTypeNames, type EventType } from '@inquiry/schema'

const atMost = 100

/** A parameter that may be given again and again; one of its values suffices. */
function repeatable<T extends z.ZodType<string>>(one: T, description: string, example: string) {
  return z
    .union([one, z.array(one).max(atMost)])
    .optional()
    .openapi({ description, example })
}

/** Which events a reader wants; each parameter narrows. */
export const filterParameters = {
  division: repeatable(z.string().regex(/^\d{1,6}$/), 'divisions or their beginnings: 4401 is all of the city', '4401'),
  category: repeatable(
    z.string().regex(/^[0-9A-Za-z.-]{1,32}$/),
    'categories or their beginnings, as case.submitted says them, for every event of such a case',
    '02',
  ),
  type: repeatable(z.enum(eventTypeNames), 'types without prefix and version', 'case.assigned'),
}

type Given = {
  division?: string | string[] | undefined
  category?: string | string[] | undefined
  type?: EventType | EventType[] | undefined
}

/** The wanted beginnings and types; null where nothing is said, so that everything fits. */
export type EventFilter = { divisions: string[] | null; categories: string[] | null; types: EventType[] | null }

/** The filter that a query names; undefined where it names none. */
export function filterOf({ division, category, type }: Given): EventFilter | undefined {
  if (division === undefined && category === undefined && type === undefined) return undefined
  return { divisions: listed(division), categories: listed(category), types: listed(type) }
}

function listed<T extends string>(given: T | T[] | undefined): T[] | null {
  if (given === undefined) return null
  return Array.isArray(given) ? given : [given]
}
