import type { GeneratedFile } from '../generated-file.ts'

/** A document of paragraphs, lists and tables, each apart from the next by an empty line. */
export function page(path: string, blocks: readonly (string | undefined)[]): GeneratedFile {
  return { path, text: `${blocks.filter((block) => block !== undefined).join('\n\n')}\n` }
}

/** A value as indented JSON in a fence. */
export function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
}

/** Lines of a list. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}
