import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Rendered } from './render-markdown.ts'
import { root } from './pages.ts'

/** The contract's files by their path below `schemas/`. */
export function findSchemaFiles(): ReadonlySet<string> {
  const folder = join(root, 'schemas')
  if (!existsSync(folder)) return new Set()
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  return new Set(names.filter((name) => /\.(json|jsonld|csv)$/.test(name)).toSorted())
}

/** The media type of a file of the contract. */
export function mediaTypeOf(name: string): string {
  if (name.endsWith('.csv')) return 'text/csv; charset=utf-8'
  return name.endsWith('.jsonld') ? 'application/ld+json' : 'application/json'
}

/** The page that lists the files, folder by folder. */
export function schemaFilesPage(files: ReadonlySet<string>): Rendered {
  const byFolder = Map.groupBy(files, (name) => name.split('/').slice(0, -1).join('/'))
  const sections = [...byFolder].map(([folder, names]) => {
    const items = names.map((name) => `<li><a href="/schemas/${name}">${name.split('/').at(-1)}</a></li>`)
    return `<h2 id="${folder}">schemas/${folder}</h2><ul>${items.join('')}</ul>`
  })
  const headings = [...byFolder.keys()].map((folder) => ({ slug: folder, title: `schemas/${folder}` }))
  return {
    title: '契约文件 Files of the contract',
    html: `<h1>契约文件 Files of the contract</h1>${sections.join('')}`,
    headings,
  }
}
