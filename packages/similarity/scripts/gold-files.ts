import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Gold, GoldPair, GoldRow } from '../src/training/gold.ts'

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
