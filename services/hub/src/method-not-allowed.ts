import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AccessEnv } from '@inquiry/access'
import { fail } from '@inquiry/problems'

const all = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'] as const

/** A known path under another method is 405 with `Allow` (RFC 9110 §15.5.6), not 404. Called when every route is there. */
export function methodNotAllowed(app: OpenAPIHono<AccessEnv>): void {
  const methodsByPath = new Map<string, Set<string>>()
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue
    methodsByPath.set(path, (methodsByPath.get(path) ?? new Set()).add(method))
  }
  for (const [path, methods] of methodsByPath) {
    const allowed = methods.has('GET') ? [...methods, 'HEAD'] : [...methods]
    const others = all.filter((method) => !methods.has(method))
    app.on([...others], path, () =>
      fail(
        'method-not-allowed',
        `此地址只接受 ${allowed.join('、')}。`,
        `This address takes ${allowed.join(', ')} only.`,
        { headers: { allow: allowed.join(', ') } },
      ),
    )
  }
}
