import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** A file made from the contract; `path` is relative to the repository's root, with `/`. */
export type GeneratedFile = { path: string; text: string }

/** Characters that an editor would not show or would change, written as escapes. */
const unseen =
  /[\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufdd0-\ufdef\ufeff\ufff0-\uffff]|\p{Cn}/gu

/** A JSON file, two spaces deep, ending in a line feed. */
export function jsonFile(path: string, value: unknown): GeneratedFile {
  return { path, text: `${JSON.stringify(value, null, 2).replace(unseen, escaped)}\n` }
}

/** A JSON array of which each item has a line of its own. */
export function jsonLinesFile(path: string, items: readonly unknown[]): GeneratedFile {
  const lines = items.map((item) => `  ${JSON.stringify(item).replace(unseen, escaped)}`)
  return { path, text: `[\n${lines.join(',\n')}\n]\n` }
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}

/** What differs between the files as they should be and as they are: `missing`, `stale` or `left over`, each with its path. */
export function differences(root: string, files: readonly GeneratedFile[], folders: readonly string[]): string[] {
  const changed = files.flatMap((file) => {
    const place = join(root, file.path)
    if (!existsSync(place)) return [`missing: ${file.path}`]
    return readFileSync(place, 'utf8') === file.text ? [] : [`stale: ${file.path}`]
  })
  return [...changed, ...leftOver(root, files, folders).map((path) => `left over: ${path}`)]
}

/** Make the files what they should be, and remove what should not be in the generated folders. */
export function write(root: string, files: readonly GeneratedFile[], folders: readonly string[]): void {
  for (const path of leftOver(root, files, folders)) rmSync(join(root, path))
  for (const file of files) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true })
    writeFileSync(join(root, file.path), file.text)
  }
}

function leftOver(root: string, files: readonly GeneratedFile[], folders: readonly string[]): string[] {
  const expected = new Set(files.map((file) => file.path))
  return folders.flatMap((folder) => filesBelow(root, folder)).filter((path) => !expected.has(path))
}

function filesBelow(root: string, folder: string): string[] {
  const place = join(root, folder)
  if (!existsSync(place)) return []
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
