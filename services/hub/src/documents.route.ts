import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AccessEnv } from '@inquiry/access'
import { createRouter, noParameters } from '@inquiry/http'
import type { Context } from 'hono'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { indexPage } from './documents/index-page.ts'
import { openApiDocument } from './documents/openapi.ts'
import { pageFrame } from './documents/page-frame.ts'
import { findPages, root } from './documents/pages.ts'
import { allPlaces } from './documents/places.ts'
import { renderMarkdown, type Rendered } from './documents/render-markdown.ts'
import { findSchemaFiles, mediaTypeOf, schemaFilesPage } from './documents/schema-files.ts'

const swagger = join(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'), '..')
const start = `window.onload = () => SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null })`
const style = 'text/css; charset=utf-8'
const script = 'text/javascript; charset=utf-8'
/** What pages are made of beside their text: media type, and how it is read. */
const assets: Readonly<Record<string, readonly [type: string, read: () => string]>> = {
  'docs.css': [style, () => readFileSync(join(import.meta.dirname, 'documents/docs.css'), 'utf8')],
  'swagger-ui.css': [style, () => readFileSync(join(swagger, 'swagger-ui.css'), 'utf8')],
  'swagger-ui-bundle.js': [script, () => readFileSync(join(swagger, 'swagger-ui-bundle.js'), 'utf8')],
  'start.js': [script, () => start],
}
const anHour = { 'cache-control': 'public, max-age=3600' }

/** The documents of the standard: `/docs`, `/openapi.json`, `/asyncapi.json`, `/schemas/…`. Nothing is of another host. */
export function documentRoutes(all: OpenAPIHono<AccessEnv>) {
  const app = createRouter()
  const pages = findPages()
  const files = findSchemaFiles()
  const openApi = once(() => JSON.stringify(openApiDocument(all)))
  const rendered = new Map<string, Rendered>()
  const places = allPlaces.filter(
    ({ path }) => path === '/docs/api' || path === '/docs/schemas' || pages.has(path.slice('/docs/'.length)),
  )
  for (const path of ['/openapi.json', '/asyncapi.json', '/schemas/*', '/docs', '/docs/*']) app.use(path, noParameters)
  app.use('/docs', onlyOwnAssets)
  app.use('/docs/*', onlyOwnAssets)
  app.get('/openapi.json', (c) => c.body(openApi(), 200, { 'content-type': 'application/json' }))
  app.get('/asyncapi.json', (c) => schemaFile(c, 'asyncapi.json'))
  app.get('/schemas/*', (c) => schemaFile(c, decodeURIComponent(c.req.path.slice('/schemas/'.length))))
  app.get('/docs/assets/:name', (c) => {
    const [type, read] = assets[c.req.param('name')] ?? []
    return type && read ? c.body(read(), 200, { 'content-type': type, ...anHour }) : c.notFound()
  })
  app.get('/docs', (c) => c.html(pageFrame(indexPage(places), '', places)))
  app.get('/docs/schemas', (c) => c.html(pageFrame(schemaFilesPage(files), 'schemas', places)))
  app.get('/docs/api', (c) => c.html(apiPage))
  app.get('/docs/*', (c) => {
    const address = decodeURIComponent(c.req.path.slice('/docs/'.length))
    const file = pages.get(address)
    if (file === undefined) return c.notFound()
    const page = rendered.get(address) ?? renderMarkdown(readFileSync(join(root, file), 'utf8'), file, servedAt)
    rendered.set(address, page)
    return c.html(pageFrame(page, address, places))
  })
  return app

  function schemaFile(c: Context, name: string) {
    if (!files.has(name)) return c.notFound()
    return c.body(readFileSync(join(root, 'schemas', name), 'utf8'), 200, {
      'content-type': mediaTypeOf(name),
      ...anHour,
    })
  }

  /** A page under `/docs`, a file of the contract under `/schemas`, a folder of it on the page of files. */
  function servedAt(file: string): string | undefined {
    const page = [...pages].find(([, source]) => source === file || source === `${file.replace(/\/$/, '')}/README.md`)
    if (page) return `/docs/${page[0]}`
    const name = file.replace(/^schemas\/?/, '').replace(/\/$/, '')
    if (!file.startsWith('schemas')) return undefined
    return files.has(name) ? `/schemas/${name}` : `/docs/schemas#${name}`
  }
}

/** Scripts and styles of the hub only, none inside a page; no other site may frame a page. */
const onlyOwnAssets = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
})

const apiPage = html`<!doctype html>
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>接口 API</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/docs/assets/swagger-ui.css" />
    </head>
    <body>
      <p><a href="/docs">网络问政数据交换标准 Inquiry Exchange Standard</a></p>
      <div id="docs"></div>
      <script src="/docs/assets/swagger-ui-bundle.js"></script>
      <script src="/docs/assets/start.js"></script>
    </body>
  </html>`

function once<T extends object | string>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
