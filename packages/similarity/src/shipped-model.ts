import lexiconFile from '../model/lexicon.json' with { type: 'json' }
import matching from '../model/matching.json' with { type: 'json' }
import { featureDefinitions } from './features/definitions.ts'
import { readLexicon, type Lexicon } from './lexicon.ts'
import type { MatchingModel, Thresholds } from './learning/matching-model.ts'

/** The model that ships with this package. Throws when the model's file was made for other features. */
export function shippedModel(): MatchingModel {
  model ??= checked(matching)
  return model
}

function checked(file: MatchingModel): MatchingModel {
  if (file.features.join() === featureDefinitions.map(({ name }) => name).join()) return file
  throw new Error(`model/matching.json ${file.version} was made for other features`)
}

/** The thresholds of the shipped model. */
export const thresholds: Thresholds = matching.thresholds

/** The version of the shipped model, as evidence names it. */
export const modelVersion: string = matching.version

/** The shipped lexicon. */
export function shippedLexicon(): Lexicon {
  lexicon ??= readLexicon(lexiconFile)
  return lexicon
}

let model: MatchingModel | undefined
let lexicon: Lexicon | undefined
