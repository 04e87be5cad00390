import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const packageFolder = fileURLToPath(new URL('../../', import.meta.url))

/** The package's sources as JavaScript and declarations in `folder`. Fails with the compiler's words. */
export function compile(folder: string): void {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  const project = join(packageFolder, 'tsconfig.build.json')
  execFileSync(process.execPath, [compiler, '-p', project, '--outDir', folder], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  for (const path of declarations(folder)) {
    const text = readFileSync(join(folder, path), 'utf8')
    writeFileSync(join(folder, path), compiledSpecifiers(text))
  }
}

/** The declaration files below a folder, in the order of their names. */
function declarations(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.d.ts'))
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted()
}

/** The compiler rewrites `./x.ts` in JavaScript, but leaves it in declarations, where it would lead nowhere. */
function compiledSpecifiers(text: string): string {
  return text.replaceAll(/((?:from |import\()['"]\.[^'"]*)\.ts(['"])/gu, '$1.js$2')
}
