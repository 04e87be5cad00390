import { html, raw } from 'hono/html'
import type { Place } from './places.ts'
import type { Rendered } from './render-markdown.ts'

/** A page of `/docs`: its frame has the places to go to, its headings, and its text. */
export function pageFrame({ title, html: body, headings }: Rendered, address: string, places: readonly Place[]) {
  const language = address.endsWith('.en') ? 'en' : 'zh-CN'
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title.replaceAll('`', '')}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/docs/assets/docs.css" />
      </head>
      <body>
        <header>
          <a class="home" href="/docs">网络问政数据交换标准 <span lang="en">Inquiry Exchange Standard</span></a>
          <nav aria-label="文档 documents">
            ${places.map(
              ({ path, zh, en }) =>
                html`<a href="${path}" ${path === `/docs/${address}` ? raw('aria-current="page"') : ''}
                  >${zh} <span lang="en">${en}</span></a
                >`,
            )}
          </nav>
        </header>
        <div class="page">
          ${
            headings.length > 2
              ? html`<nav class="contents" aria-label="本页 on this page">
                  ${headings.map((heading) => html`<a href="#${heading.slug}">${heading.title.replaceAll('`', '')}</a>`)}
                </nav>`
              : ''
          }
          <main>${raw(body)}</main>
        </div>
      </body>
    </html>`
}
