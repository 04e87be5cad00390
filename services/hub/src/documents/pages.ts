import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The repository's root: documents and schemas lie beside the services. */
export const root = join(import.meta.dirname, '../../../..')

/** Folders of `docs/` that are served whole; a README is its folder's page. */
const folders = ['standard', 'problems', 'processes']
/** Single documents, by the name under which they are served. */
const documents: Readonly<Record<string, string>> = {
  'first-case': 'docs/first-case.md',
  gateway: 'docs/gateway.md',
  'sign-in': 'docs/sign-in.md',
  'schema-package': 'packages/schema/README.md',
}

/** Every page below `/docs`: its address without that beginning, and the Markdown file it is made from. */
export function findPages(): ReadonlyMap<string, string> {
  const found = folders.flatMap((folder) => markdownBelow(`docs/${folder}`))
  const single = Object.entries(documents).filter(([, file]) => existsSync(join(root, file)))
  return new Map([...found.map((file) => [addressOf(file), file] as const), ...single])
}

function markdownBelow(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .toSorted()
}

function addressOf(file: string): string {
  return file.replace(/^docs\//, '').replace(/(\/README)?\.md$/, '')
}
