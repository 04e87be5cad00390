import { readLabelled } from '@inquiry/similarity/scripts/labelled-files'
import { categoriesOutOfFold, type LabelledText } from '@inquiry/similarity/training/fit-category'

/** How often the first suggestion is the given category, by cross-validation. */
export interface CategoryEvaluation {
  readonly all: CategoryAgreement
  /** Those given as text, and those given as words without stop words. */
  readonly texts: CategoryAgreement
  readonly tokens: CategoryAgreement
  readonly folds: number
}

/** Agreement of suggested with given categories. */
export interface CategoryAgreement {
  readonly count: number
  readonly accuracy: number
  /** Mean over the categories of the F1 of each. */
  readonly macroF1: number
  readonly byCode: readonly { readonly code: string; readonly count: number; readonly f1: number }[]
}

const folds = 10

/** Suggest a category for every labelled inquiry by a model that saw no copy of it. */
export async function evaluateCategories(folder: string): Promise<CategoryEvaluation> {
  const { texts, tokens } = await readLabelled(folder)
  const all = [...texts, ...tokens]
  const suggested = categoriesOutOfFold(all, folds)
  return {
    folds,
    all: agreement(all, suggested),
    texts: agreement(texts, suggested.slice(0, texts.length)),
    tokens: agreement(tokens, suggested.slice(texts.length)),
  }
}

function agreement(texts: readonly LabelledText[], suggested: readonly string[]): CategoryAgreement {
  const codes = [...new Set(texts.map(({ code }) => code))].toSorted()
  const byCode = codes.map((code) => {
    const given = texts.filter((text) => text.code === code).length
    const named = suggested.filter((other) => other === code).length
    const right = texts.filter((text, at) => text.code === code && suggested[at] === code).length
    return { code, count: given, f1: (2 * right) / (given + named) }
  })
  return {
    count: texts.length,
    accuracy: texts.filter(({ code }, at) => code === suggested[at]).length / texts.length,
    macroF1: byCode.reduce((sum, { f1 }) => sum + f1, 0) / byCode.length,
    byCode,
  }
}
