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
  /^get \/v1\/session(\/sign-in|\/callback)?$/,
]

/** Whether an operation of the OpenAPI document is open to anyone. */
export function isPublic(method: string, path: string): boolean {
  return publicPaths.some((pattern) => pattern.test(`${method} ${path}`))
}

/** What only nodes may do; they have no sessions. */
const nodePaths: readonly RegExp[] = [
  /^get \/v1\/(self|keys|rejections|inbox|inbox\/stream|webhooks)$/,
  /^(put|delete) \/v1\/webhooks\//,
  /^post \/v1\/(webhooks\/\{id\}\/resume|self\/nats)$/,
  /^put \/v1\/attachments\//,
]

/** Whether an operation of the OpenAPI document is for nodes alone. */
export function isForNodes(method: string, path: string): boolean {
  return nodePaths.some((pattern) => pattern.test(`${method} ${path}`))
}
