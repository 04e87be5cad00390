/**
 * What needs no credential: discovery, public reading, and what is signed by itself. `/v1/events` is left out, for it is
 * public only where the hub is set to publish its events.
 */
const publicPaths: readonly RegExp[] = [
  /^get \/\.well-known\//,
  /^get \/(healthz|readyz)$/,
  /^post \/v1\/(messages|enrolments|keys)$/,
  /^get \/v1\/public\//,
  /^get \/v1\/log\//,
  /^get \/v1\/(catalogue|code-lists|code-lists\/\{name\}|deadline-profiles|calendars\/\{year\})$/,
  /^post \/v1\/deadlines$/,
]

/** Whether an operation of the OpenAPI document is open to anyone. */
export function isPublic(method: string, path: string): boolean {
  return publicPaths.some((pattern) => pattern.test(`${method} ${path}`))
}
