import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { contracts } from '../schemas/contracts.ts'
import { type JsonSchema, printSchema } from '../schemas/print.ts'
import type { Contracts } from './compare.ts'

export const releasedFile = fileURLToPath(new URL('../../../../schemas/released/1.0.json', import.meta.url))

/** The contracts as they were released; nodes out there rely on them. */
export function releasedContracts(): Contracts {
  return JSON.parse(readFileSync(releasedFile, 'utf8')) as Contracts
}

/** The contracts as the package has them now, without the words that bind nobody. */
export function contractsToday(): Contracts {
  return Object.fromEntries(contracts.map((contract) => [contract.path, withoutWords(printSchema(contract))]))
}

const words = new Set(['title', 'description', 'examples', '$comment'])
const named = new Set(['properties', '$defs'])
const nested = new Set(['items', 'additionalProperties', 'propertyNames', 'anyOf'])

function withoutWords(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(([keyword]) => !words.has(keyword))
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, bare(keyword, value)]))
}

function bare(keyword: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (named.has(keyword)) {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, withoutWords(schema as JsonSchema)]))
  }
  if (!nested.has(keyword)) return value
  return Array.isArray(value)
    ? value.map((form) => withoutWords(form as JsonSchema))
    : withoutWords(value as JsonSchema)
}
