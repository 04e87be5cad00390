import { probabilities, weighWords, type CategoryModel, type WeighedWord } from '../category.ts'
import { hashText } from '../text/hash.ts'
import { countTerms } from '../text/terms.ts'
import { generator } from './boosting.ts'

/** An inquiry with its category, as words. Texts of one group are the same inquiry and stay in one fold. */
export interface LabelledText {
  readonly words: readonly string[]
  readonly code: string
  readonly group: string
}

/** Words found in fewer texts are left out. */
const leastCount = 5
const rounds = 5
const rate = 0.5
const shrinkage = 3e-4

/** Fit a multinomial logistic model by stochastic gradient (Adagrad); few rounds keep it from learning texts by heart. */
export function fitCategory(texts: readonly LabelledText[], version: string): CategoryModel {
  const codes = [...new Set(texts.map(({ code }) => code))].toSorted()
  const { counts, documents } = countTerms(
    texts.map(({ words }) => words.map((word) => hashText(word))),
    leastCount,
  )
  const words = new Map(
    [...counts].map(([hash, count]) => [
      hash,
      { rarity: Math.log((documents + 1) / (count + 0.5)), weights: new Float64Array(codes.length) },
    ]),
  )
  const squares = new Map([...words.keys()].map((hash) => [hash, new Float64Array(codes.length).fill(1e-6)]))
  const biases = codes.map(() => 0)
  const model = { version, codes, biases, words }
  const weighed = texts.map(({ words: own, code }) => ({ own: weighWords(own, model), target: codes.indexOf(code) }))
  const random = generator(1)
  for (let round = 0; round < rounds; round++) {
    for (const { own, target } of shuffled(weighed, random)) learn(own, target, model, squares)
  }
  return model
}

/** Which class each text is given by a model that saw no text of its group. */
export function categoriesOutOfFold(texts: readonly LabelledText[], folds: number): string[] {
  const foldOf = texts.map(({ group }) => (hashText(group) >>> 0) % folds)
  const models = Array.from({ length: folds }, (_, fold) =>
    fitCategory(
      texts.filter((_text, at) => foldOf[at] !== fold),
      `without fold ${fold}`,
    ),
  )
  return texts.map(({ words }, at) => {
    const model = models[foldOf[at] ?? 0] as CategoryModel
    const given = probabilities(weighWords(words, model), model)
    return model.codes[given.indexOf(Math.max(...given))] ?? ''
  })
}

interface Learning extends CategoryModel {
  readonly biases: number[]
  readonly words: ReadonlyMap<number, { readonly rarity: number; readonly weights: Float64Array }>
}

function learn(
  own: readonly WeighedWord[],
  target: number,
  model: Learning,
  squares: ReadonlyMap<number, Float64Array>,
): void {
  const given = probabilities(own, model)
  for (const [code, probability] of given.entries()) {
    const error = probability - (code === target ? 1 : 0)
    model.biases[code] = (model.biases[code] ?? 0) - 0.01 * error
    for (const { hash, weight } of own) {
      const weights = model.words.get(hash)?.weights
      const square = squares.get(hash)
      if (weights === undefined || square === undefined) continue
      const slope = error * weight + shrinkage * (weights[code] ?? 0)
      square[code] = (square[code] ?? 0) + slope * slope
      weights[code] = (weights[code] ?? 0) - (rate * slope) / Math.sqrt(square[code] ?? 1)
    }
  }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item)
}
