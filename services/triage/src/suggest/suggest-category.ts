import type { CaseState } from '@inquiry/lifecycle'
import { suggestCategory, type CategorySuggestion } from '@inquiry/similarity'

/** From this probability on a suggested category may route a case. */
const routedFrom = 0.8

/** The three most probable categories of a case whose node gave none; empty where it gave one. */
export function suggestionsFor({ category, title, content }: CaseState): CategorySuggestion[] {
  return category === undefined ? suggestCategory(title, content) : []
}

/** The suggestion that routing may go by, if one is likely enough. */
export function routingSuggestion(suggestions: readonly CategorySuggestion[]): CategorySuggestion | undefined {
  return suggestions.find(({ probability }) => probability >= routedFrom)
}
