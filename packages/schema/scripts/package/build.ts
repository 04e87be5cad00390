import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile, packageFolder } from './compile.ts'

type Manifest = Record<string, unknown> & { exports: Record<string, string> }

/** The package as it is published: compiled sources, manifest, licence and readme in a folder that can be packed. */
export function build(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  compile(folder)
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`)
  copyFileSync(join(packageFolder, '../../LICENSE'), join(folder, 'LICENSE'))
  copyFileSync(join(packageFolder, 'README.md'), join(folder, 'README.md'))
}

/** What users of the package need to know of it: no scripts, no tools, and its entries as compiled. */
function publishedManifest(): Record<string, unknown> {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest
  const { private: _private, devDependencies: _tools, scripts: _scripts, ...kept } = manifest
  return { ...kept, exports: Object.fromEntries(Object.entries(manifest.exports).map(compiledEntry)) }
}

function compiledEntry([name, source]: [string, string]): [string, { types: string; default: string }] {
  const path = source.replace(/^\.\/src\//u, './').replace(/\.ts$/u, '')
  return [name, { types: `${path}.d.ts`, default: `${path}.js` }]
}

if (import.meta.main) build(join(packageFolder, 'dist'))
