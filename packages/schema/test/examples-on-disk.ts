import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

export const schemasFolder = fileURLToPath(new URL('../../../schemas/', import.meta.url))

/** A value as anyone finds it among the published examples, with the path of its contract below `schemas/1.0`. */
export type PublishedExample = {
  contract: string
  name: string
  value: unknown
  breaks?: { pointer: string; rule: string }
}

/** The published JSON file below `schemas/`. */
export function published(path: string): unknown {
  return JSON.parse(readFileSync(`${schemasFolder}${path}`, 'utf8'))
}

/** Every published example that keeps its contract. */
export function validExamples(): PublishedExample[] {
  return jsonFiles('examples/valid').map((path) => {
    const contract = path
      .replace(/^examples\/valid\//u, '')
      .replace(/^((?:messages|events)\/.+)\.[a-z-]+\.json$/u, '$1.json')
    return { contract, name: basename(path, '.json'), value: published(path) }
  })
}

/** Every published example that breaks its contract, with the place and the rule. */
export function invalidExamples(): PublishedExample[] {
  return jsonFiles('examples/invalid').flatMap((path) => {
    const contract = path.replace(/^examples\/invalid\//u, '')
    const found = published(path) as { breaks: { pointer: string; rule: string }; value: unknown }[]
    return found.map(({ breaks, value }) => ({ contract, name: `${breaks.pointer} ${breaks.rule}`, value, breaks }))
  })
}

/** The paths of the JSON files below a folder of `schemas/`. */
export function jsonFiles(folder: string): string[] {
  return readdirSync(`${schemasFolder}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .toSorted()
}
