import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AccessEnv } from '@inquiry/access'
import { createRouter } from '@inquiry/http'
import { html } from 'hono/html'

const assets = join(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'), '..')
const served: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}
const start = `window.onload = () => SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null })`

/** The OpenAPI document of everything the hub serves. */
export function openApiDocument(app: OpenAPIHono<AccessEnv>) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: '网络问政数据交换标准 Inquiry Exchange',
      version: '1.0',
      description:
        '各级网络问政平台与省级枢纽之间的数据交换接口 The interface between online-inquiry platforms and the provincial hub.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [],
  })
}

/** `/openapi.json`, and `/docs` from the hub's own files: no asset comes from another host. */
export function documentRoutes(all: OpenAPIHono<AccessEnv>) {
  const app = createRouter()
  let document: string | undefined
  app.get('/openapi.json', (c) => {
    document ??= JSON.stringify(openApiDocument(all))
    return c.body(document, 200, { 'content-type': 'application/json' })
  })
  app.get('/docs/assets/:name', (c) => {
    const name = c.req.param('name')
    if (name === 'start.js') return c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' })
    const type = served[name]
    return type
      ? c.body(readFileSync(join(assets, name)), 200, {
          'content-type': type,
          'cache-control': 'public, max-age=86400',
        })
      : c.notFound()
  })
  app.get('/docs', (c) =>
    c.html(
      html`<!doctype html>
        <html lang="zh-CN">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width" />
            <title>网络问政数据交换标准</title>
            <link rel="icon" href="data:," />
            <link rel="stylesheet" href="/docs/assets/swagger-ui.css" />
          </head>
          <body>
            <div id="docs"></div>
            <script src="/docs/assets/swagger-ui-bundle.js"></script>
            <script src="/docs/assets/start.js"></script>
          </body>
        </html>`,
    ),
  )
  return app
}
