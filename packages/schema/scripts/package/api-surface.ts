import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import type { GeneratedFile } from '../generated-file.ts'
import { compile } from './compile.ts'

/** Longer declarations are told apart by a digest; what they say is in the printed schemas. */
const longestShown = 400

/** The package's entries with everything that each exports, as the compiler declares it. */
export function apiSurface(): GeneratedFile {
  const folder = mkdtempSync(join(tmpdir(), 'inquiry-schema-api-'))
  try {
    compile(folder)
    return {
      path: 'packages/schema/api.md',
      text: [heading, entry(folder, '.', 'index.d.ts'), entry(folder, './division', 'code-lists/division.d.ts')].join(
        '\n',
      ),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const heading = `# Public surface of \`@inquiry/schema\`

Every export of the package by entry and file, as the compiler declares it. This file is generated; a change in it is a
change for those who use the package (see \`docs/standard/versions.md\`).
`

function entry(folder: string, name: string, file: string): string {
  const text = readFileSync(join(folder, file), 'utf8')
  const passedOn = [...text.matchAll(/export \* from ['"](.+)\.js['"]/gu)].map(([, path = '']) =>
    posix.normalize(`${path}.d.ts`),
  )
  const files = passedOn.length > 0 ? passedOn : [file]
  return [`## Entry \`${name}\`\n`, ...files.toSorted().map((path) => section(folder, path))].join('\n')
}

function section(folder: string, path: string): string {
  const lines = exportsOf(readFileSync(join(folder, path), 'utf8'))
  return `### ${path.replace(/\.d\.ts$/u, '')}\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n`
}

/** The exported declarations of a file, each on one line, without comments. */
function exportsOf(text: string): string[] {
  const withoutComments = text.replaceAll(/\/\*\*[\s\S]*?\*\//gu, '')
  const statements = withoutComments.split(/^(?=export |import |declare |type |const |interface )/mu)
  return statements
    .filter((statement) => statement.startsWith('export ') && !statement.startsWith('export {}'))
    .map((statement) => shortened(statement.replaceAll(/\s+/gu, ' ').trim()))
    .toSorted()
}

function shortened(declaration: string): string {
  if (declaration.length <= longestShown) return declaration
  const digest = createHash('sha256').update(declaration).digest('hex').slice(0, 16)
  return `${declaration.slice(0, 160)} … // ${declaration.length} characters, sha256 ${digest}`
}
