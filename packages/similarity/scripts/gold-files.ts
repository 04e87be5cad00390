import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Collection } from '../src/training/collection.ts'
import type { Gold, GoldPair, GoldRow } from '../src/training/gold.ts'

interface TokenRow {
  readonly tokens: string
  readonly matched: readonly string[] | null
}

/** Read the whole development collection: judged rows and gold, further inquiries, inquiries given as words. */
export async function readCollection(folder: string): Promise<Collection> {
  const others = await Promise.all(
    ['f4_replies.jsonl', 'f2_raw_labelled.jsonl'].map(async (file) =>
      (await readRows(join(folder, file))).map((row) => ({ ...row, id: `${file} ${row.id}` })),
    ),
  )
  const tokens = (await readLines(join(folder, 'f2_tokens_labelled.jsonl'))) as TokenRow[]
  return {
    rows: await readRows(join(folder, 'f3_hotspot.jsonl')),
    gold: await readGold(join(folder, 'dup_gold')),
    others: others.flat(),
    wordLists: tokens.map(({ tokens: words, matched }) => ({
      words: words.trim().split(' '),
      sameAs: (matched ?? []).filter((name) => name.startsWith('f3:')).map((name) => name.slice(3)),
    })),
  }
}

/** Read a judged collection's folder. */
export async function readGold(folder: string): Promise<Gold> {
  return {
    pairs: (await readLines(join(folder, 'pairs.jsonl'))) as GoldPair[],
    clusters: (await readJson(join(folder, 'clusters.json'))) as Gold['clusters'],
    mustNotMerge: (await readJson(join(folder, 'must_not_merge.json'))) as Gold['mustNotMerge'],
    uncertain: (await readJson(join(folder, 'uncertain.json'))) as Gold['uncertain'],
  }
}

/** Read inquiries, one JSON object per line. */
export async function readRows(file: string): Promise<GoldRow[]> {
  return (await readLines(file)) as GoldRow[]
}

async function readLines(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line))
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}
