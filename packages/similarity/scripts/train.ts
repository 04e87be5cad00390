import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { writeLexicon } from '../src/lexicon.ts'
import { fitShipped } from '../src/training/ship.ts'
import { readCollection } from './gold-files.ts'

// Fits the shipped model on the development collection, with thresholds from cross-validation within it (some minutes):
// node packages/similarity/scripts/train.ts [folder]
const folder = process.argv[2] ?? fileURLToPath(new URL('../../../../shared/data/teddy', import.meta.url))
const { model, lexicon } = fitShipped(await readCollection(folder), '2026-4', (line) => console.error(line))
await writeFile(new URL('../model/lexicon.json', import.meta.url), `${JSON.stringify(writeLexicon(lexicon))}\n`)
await writeFile(new URL('../model/matching.json', import.meta.url), `${JSON.stringify(model)}\n`)
