import { fail } from '@inquiry/problems'
import type { MiddlewareHandler } from 'hono'

/** The versions of the standard that the hub speaks, as discovery names them. */
export const spokenVersions = ['1.0']

/**
 * A path says by its first part which major version is spoken, and is answered in that one. Under a version that the hub
 * does not speak there is nothing; the problem names those that it does, in `versions`.
 */
export function otherVersions(): MiddlewareHandler {
  return (c, next) => {
    if (!/^\/v\d+(\/|$)/.test(c.req.path) || /^\/v1(\/|$)/.test(c.req.path)) return next()
    return fail(
      'not-found',
      `本枢纽使用标准 ${spokenVersions.join('、')}，路径以 /v1/ 开头。`,
      `This hub speaks version ${spokenVersions.join(', ')} of the standard, under /v1/.`,
      { members: { versions: spokenVersions } },
    )
  }
}
