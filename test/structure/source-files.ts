import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** A source file of the project: its path from the root, its text, what it imports. */
export type SourceFile = { path: string; text: string; imports: string[] }

/** Every tracked or new file of the project that git does not ignore. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return listed.split('\0').filter((path) => path !== '')
}

/** Every TypeScript file under packages, services, infra and test. */
export function sourceFiles(): SourceFile[] {
  return projectFiles()
    .filter((path) => /^(packages|services|infra|test)\/.*\.tsx?$/.test(path))
    .flatMap((path) => {
      const text = textOf(path)
      return text === undefined
        ? []
        : [{ path, text, imports: [...text.matchAll(imported)].map((match) => match[1] ?? match[2] ?? '') }]
    })
}

/** The text of a file, or undefined where it has just been removed. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

const imported = /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g
