import { eventTypeNames, messageTypeNames, natures } from '../../src/index.ts'
import { type GeneratedFile, jsonFile, jsonLinesFile } from '../generated-file.ts'
import { contracts } from '../schemas/contracts.ts'
import { type Contract, printSchema } from '../schemas/print.ts'
import type { Breakage } from './breakages.ts'
import { exampleOf } from './example.ts'
import { invalidEvents, invalidMessages } from './invalid.ts'
import { validEvents } from './valid-events.ts'
import { validMessages } from './valid-messages.ts'

/**
 * Examples as files: each valid one by itself (`valid/messages/<type>.<name>.json`), the invalid ones of a type
 * together, each with the place and the rule it breaks (`invalid/messages/<type>.json`).
 */
export function exampleFiles(): GeneratedFile[] {
  return [
    ...validMessages.map(({ type, name, value }) => valid(`messages/${type}.${name}`, value)),
    ...validEvents.map(({ type, name, value }) => valid(`events/${type}.${name}`, value)),
    ...contracts
      .filter(isOther)
      .map((contract) => valid(contract.path.replace(/\.json$/u, ''), otherExample(contract))),
    ...messageTypeNames.map((type) => invalid(`messages/${type}`, invalidMessages(type))),
    ...eventTypeNames.map((type) => invalid(`events/${type}`, invalidEvents(type))),
  ]
}

function valid(path: string, value: unknown): GeneratedFile {
  return jsonFile(`schemas/examples/valid/${path}.json`, value)
}

function invalid(path: string, broken: readonly Breakage[]): GeneratedFile {
  const examples = broken.map(({ pointer, rule, value }) => ({ breaks: { pointer, rule }, value }))
  return jsonLinesFile(`schemas/examples/invalid/${path}.json`, examples)
}

/** Neither a message nor an event: those have examples of their own. */
function isOther(contract: Contract): boolean {
  return !/^(messages|events)\//u.test(contract.path)
}

function otherExample(contract: Contract): unknown {
  return contract.path === 'answers/CodeList.json' ? natures : exampleOf(printSchema(contract), 'all')
}
