import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { writeCategoryModel } from '../src/shipped-category.ts'
import { fitCategory, type LabelledText } from '../src/training/fit-category.ts'
import { readLabelled } from './labelled-files.ts'

const transport = /^(公交|地铁|轻轨|出租车|网约车|公共汽车)/

// Fits the shipped category model on the labelled development inquiries (seconds):
// node packages/similarity/scripts/train-category.ts [folder]
const folder = process.argv[2] ?? fileURLToPath(new URL('../../../../shared/data/teddy', import.meta.url))
const { texts, tokens } = await readLabelled(folder)
const model = fitCategory([...texts, ...tokens].map(asShipped), '2026-1')
await writeFile(new URL('../model/category.json', import.meta.url), `${JSON.stringify(writeCategoryModel(model))}\n`)

/** The labels count buses and metro among 城乡建设 (01); the shipped scheme has them under 交通运输 (03). */
function asShipped(text: LabelledText): LabelledText {
  const ofTransport = text.words.filter((word) => transport.test(word)).length
  return text.code === '01' && ofTransport >= 2 ? { ...text, code: '03' } : text
}
