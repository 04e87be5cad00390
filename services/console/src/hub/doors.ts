import { z } from 'zod'

/** The part of the hub's OpenAPI document that says which questions it answers, with which parameters. */
export const InterfaceDocument = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: z.object({ parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional() }).optional(),
    }),
  ),
})
export type InterfaceDocument = z.infer<typeof InterfaceDocument>

/** What this hub answers: by path (`/v1/cases/{caseId}`), the names of the query parameters it takes. */
export type Doors = ReadonlyMap<string, ReadonlySet<string>>

/** The questions by GET that the document names. A page whose question is not among them is not shown. */
export function doorsOf(document: InterfaceDocument): Doors {
  const doors = new Map<string, ReadonlySet<string>>()
  for (const [path, { get }] of Object.entries(document.paths)) {
    const parameters = get?.parameters?.filter((parameter) => parameter.in === 'query') ?? []
    if (get) doors.set(path, new Set(parameters.map((parameter) => parameter.name)))
  }
  return doors
}
