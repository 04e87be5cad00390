import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AccessEnv } from '@inquiry/access'
import { fail } from '@inquiry/problems'
import type { MiddlewareHandler } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'

/**
 * A known path under another method is 405 with `Allow` (RFC 9110 §15.5.6), whoever asks: this comes before every guard.
 * The routes are read at the first request, when all of them are there.
 */
export function methodNotAllowed(app: OpenAPIHono<AccessEnv>): MiddlewareHandler {
  let methodsOf: ((path: string) => Set<string>) | undefined
  return (c, next) => {
    methodsOf ??= methodsByPath(app)
    const methods = methodsOf(c.req.path)
    const isTaken = methods.has(c.req.method) || (c.req.method === 'HEAD' && methods.has('GET'))
    if (methods.size === 0 || isTaken) return next()
    const allowed = [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].toSorted()
    return fail(
      'method-not-allowed',
      `此地址只接受 ${allowed.join('、')}。`,
      `This address takes ${allowed.join(', ')} only.`,
      { headers: { allow: allowed.join(', ') } },
    )
  }
}

function methodsByPath({ routes }: OpenAPIHono<AccessEnv>): (path: string) => Set<string> {
  const router = new TrieRouter<string>()
  // Middleware stands under ALL, and says nothing of which methods a path takes.
  for (const { path, method } of routes) if (method !== 'ALL') router.add('ALL', path, method)
  return (path) => new Set(router.match('ALL', path)[0].map(([method]) => method))
}
