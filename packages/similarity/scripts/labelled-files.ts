import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { categories } from '@inquiry/schema'
import { categoryWords } from '../src/category.ts'
import type { LabelledText } from '../src/training/fit-category.ts'

interface LabelledRow {
  readonly id: string
  readonly subject: string
  readonly detail: string
  readonly label: string
  readonly group_id: string
}

interface LabelledTokens {
  readonly row: number
  readonly tokens: string
  readonly label: string
  readonly group_id: string | null
}

/** Read the labelled inquiries: those given as text, and those given as words. Labels become codes of the shipped scheme. */
export async function readLabelled(folder: string): Promise<{ texts: LabelledText[]; tokens: LabelledText[] }> {
  const rows = (await readLines(join(folder, 'f2_raw_labelled.jsonl'))) as LabelledRow[]
  const tokens = (await readLines(join(folder, 'f2_tokens_labelled.jsonl'))) as LabelledTokens[]
  const codes = new Map(categories.codes.filter(({ code }) => code.length === 2).map(({ code, zh }) => [zh, code]))
  const codeOf = (label: string): string => {
    const code = codes.get(label)
    if (code === undefined) throw new Error(`no category is called ${label}`)
    return code
  }
  return {
    texts: rows.map(({ subject, detail, label, group_id }) => ({
      words: categoryWords(subject, detail),
      code: codeOf(label),
      group: group_id,
    })),
    tokens: tokens.map(({ tokens: words, label, group_id, row }) => ({
      words: words.trim().toLowerCase().split(/\s+/),
      code: codeOf(label),
      group: group_id ?? `row ${row}`,
    })),
  }
}

async function readLines(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line))
}
