import { isWithin, type CoordinatorIdentity } from '@inquiry/access'
import { loadCases } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import { CaseId } from '@inquiry/schema'

/** A suggested category, with the words of the case that spoke for it. */
export type Suggestion = { code: string; probability: number; words: string[] }

/** What is suggested for the case; undefined where there is no such case for this coordinator. */
export async function suggestionsOf(
  db: Database,
  caseId: string,
  by: CoordinatorIdentity,
): Promise<Suggestion[] | undefined> {
  const file = CaseId.safeParse(caseId).success ? (await loadCases(db, [caseId])).get(caseId) : undefined
  if (!file || !isWithin(by, file.state.division)) return undefined
  const row = await db
    .selectFrom('category_suggestion')
    .select('suggestions')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return (row?.suggestions ?? []) as Suggestion[]
}
