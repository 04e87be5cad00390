import { categories, shortCodeLists, type CodeList, type CodeListName } from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'

/** Every code list that the hub serves, by name. */
const lists: ReadonlyMap<string, CodeList> = new Map(
  [...shortCodeLists, divisions, categories].map((list) => [list.name, list]),
)

/** The list of that name. */
export function codeListOf(name: CodeListName): CodeList {
  const list = lists.get(name)
  if (!list) throw new Error(`there is no code list ${name}`)
  return list
}
