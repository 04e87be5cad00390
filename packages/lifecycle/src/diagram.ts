import { entryOf, statuses } from '@inquiry/schema'
import type { Language } from '@inquiry/schema'
import { lifecycleTable } from './table.ts'
import type { Transition } from './table.ts'

/**
 * The table as a Mermaid state diagram (`stateDiagram-v2`): an arrow for each pair of statuses with the events that lead
 * from one to the other, and by whom. What keeps the status is left out.
 */
export function toMermaid(language: Language = 'en'): string {
  const arrows = new Map<string, string[]>()
  for (const row of lifecycleTable) {
    for (const arrow of arrowsOf(row)) arrows.set(arrow, [...(arrows.get(arrow) ?? []), label(row)])
  }
  const lines = [...arrows].map(([arrow, labels]) => `  ${arrow} : ${[...new Set(labels)].join(', ')}`)
  return ['stateDiagram-v2', ...names(language), ...lines, '  withdrawn --> [*]'].join('\n')
}

function arrowsOf({ from, to }: Transition): string[] {
  if (to === 'same') return []
  if (from === 'none') return [`[*] --> ${idOf(to)}`]
  return from.filter((status) => status !== to).map((status) => `${idOf(status)} --> ${idOf(to)}`)
}

function label({ type, by }: Transition): string {
  return `${type} (${by.join(', ')})`
}

function names(language: Language): string[] {
  return statuses.codes.map((entry) => `  state "${entryOf(statuses, entry.code)?.[language]}" as ${idOf(entry.code)}`)
}

/** Mermaid's identifiers have no hyphen. */
function idOf(status: string): string {
  return status.replaceAll('-', '_')
}
