import { shippedCategoryModel } from './shipped-category.ts'
import { hashText } from './text/hash.ts'
import { normalise } from './text/normalise.ts'
import { segment } from './text/segment.ts'

/** A learned multinomial model: for every class the weight of each known word. */
export interface CategoryModel {
  readonly version: string
  /** Codes of the scheme `inquiry-category`, in the order of the weights. */
  readonly codes: readonly string[]
  readonly biases: readonly number[]
  /** By hashed word: its inverse text frequency and its weight for each class. */
  readonly words: ReadonlyMap<number, { readonly rarity: number; readonly weights: ArrayLike<number> }>
}

/** A suggested category of a case that names none. */
export interface CategorySuggestion {
  /** Two digits of the scheme `inquiry-category`. */
  readonly code: string
  /** 0…1; the model knows seven of the scheme's first-level categories, and the three best are given. */
  readonly probability: number
  /** The words that spoke for it most, at most five: they quote the case. */
  readonly words: readonly string[]
}

const suggested = 3
const reasons = 5

/** Suggest a category from title and content: the three most probable, best first. It never stands for a given one. */
export function suggestCategory(
  title: string,
  content: string,
  model: CategoryModel = shippedCategoryModel(),
): CategorySuggestion[] {
  const words = categoryWords(title, content)
  const weighed = weighWords(words, model)
  return probabilities(weighed, model)
    .map((probability, at) => ({ code: model.codes[at] ?? '', probability, words: spokenFor(weighed, at, model) }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, suggested)
}

/** The words that a category is judged by. */
export function categoryWords(title: string, content: string): string[] {
  return segment(normalise(`${title}。${content}`))
    .map(({ word }) => word)
    .filter((word) => /[\p{Script=Han}a-z\d]/u.test(word))
}

/** A word of a text with its weight; the weights of a text have length 1. */
export interface WeighedWord {
  readonly word: string
  readonly hash: number
  readonly weight: number
}

/** Weigh a text's known words: (1 + ln n) × inverse text frequency, of length 1. */
export function weighWords(words: readonly string[], model: Pick<CategoryModel, 'words'>): WeighedWord[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const known = [...counts].flatMap(([word, count]) => {
    const hash = hashText(word)
    const entry = model.words.get(hash)
    return entry === undefined ? [] : [{ word, hash, weight: (1 + Math.log(count)) * entry.rarity }]
  })
  const length = Math.sqrt(known.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1
  return known.map((entry) => ({ ...entry, weight: entry.weight / length }))
}

/** The probability of each class, in the order of the codes. */
export function probabilities(words: readonly WeighedWord[], model: CategoryModel): number[] {
  const odds = model.biases.map((bias, at) =>
    words.reduce((sum, { hash, weight }) => sum + weight * (model.words.get(hash)?.weights[at] ?? 0), bias),
  )
  const most = Math.max(...odds)
  const powers = odds.map((value) => Math.exp(value - most))
  const total = powers.reduce((sum, value) => sum + value, 0)
  return powers.map((value) => value / total)
}

function spokenFor(words: readonly WeighedWord[], at: number, model: CategoryModel): string[] {
  return words
    .map(({ word, hash, weight }) => ({ word, worth: weight * (model.words.get(hash)?.weights[at] ?? 0) }))
    .filter(({ word, worth }) => worth > 0 && word.length > 1)
    .toSorted((a, b) => b.worth - a.worth)
    .slice(0, reasons)
    .map(({ word }) => word)
}
