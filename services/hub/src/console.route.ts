import { serveStatic } from '@hono/node-server/serve-static'
import { ensureConsoleBuilt } from '@inquiry/console/build'
import { createRouter } from '@inquiry/http'
import type { MiddlewareHandler } from 'hono'

/** The coordinators' pages under `/console/`; they are built at the first request where they are missing or stale. */
export function consoleRoutes() {
  const app = createRouter()
  let serving: Promise<MiddlewareHandler> | undefined
  app.get('/console', (c) => c.redirect('/console/', 308))
  app.get('/console/*', async (c, next) => {
    serving ??= ensureConsoleBuilt().then(pages)
    const answer = await (await serving)(c, next)
    c.header('x-content-type-options', 'nosniff')
    c.header('content-security-policy', "frame-ancestors 'none'")
    return answer
  })
  return app
}

/** Assets are named after their content and never change; the page itself is asked for each time. */
function pages(folder: string): MiddlewareHandler {
  return serveStatic({
    root: folder,
    precompressed: true,
    rewriteRequestPath: (path) => path.slice('/console'.length),
    onFound: (path, c) =>
      c.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
}
