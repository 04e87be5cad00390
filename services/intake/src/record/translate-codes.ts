import {
  categories,
  categoryScheme,
  channels,
  declineReasons,
  entryOf,
  natures,
  outcomes,
  pauseReasons,
  returnReasons,
  secrecies,
  urgencies,
  type CodeList,
  type MessageType,
} from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'

/** A node's tables: by list, then by its own code, the standard code. */
export type NodeMappings = ReadonlyMap<string, ReadonlyMap<string, string>>

/** A code of the sender's own that a message used, translated or not. */
export type LocalCode = { list: string; code: string }

/** A message as it is judged: its local codes translated, the members that hold none as they were sent. */
export type Translation = { message: Record<string, unknown>; localCodes: readonly LocalCode[] }

/** Which members of `data` hold a code of which list. `category` is an object and has its own way. */
const codedMembers: { readonly [type in MessageType]?: Readonly<Record<string, CodeList>> } = {
  'case.submitted': {
    nature: natures,
    channel: channels,
    secrecy: secrecies,
    urgency: urgencies,
    division: divisions,
    category: categories,
  },
  'case.amended': { division: divisions, category: categories },
  'case.declined': { reason: declineReasons },
  'case.returned': { reason: returnReasons },
  'case.paused': { reason: pauseReasons },
  'case.closed': { outcome: outcomes },
}

/** A local code is at most as long as a mapping may name it. */
const longestLocalCode = 200

/**
 * Put standard codes where a message uses its node's own. An entry of the mapping goes before a standard code that is
 * spelt the same, except for categories that say themselves to be of the standard scheme. What has no entry stays as it
 * is and is judged like any other code. The message as it was sent is left alone: its bytes are stored, and its digest
 * is what tells it from another (annex A4).
 */
export function translateCodes(message: Record<string, unknown>, mappings: NodeMappings): Translation {
  const members = codedMembers[message['type'] as MessageType]
  const { data } = message
  if (!members || !isObject(data)) return { message, localCodes: [] }
  const localCodes: LocalCode[] = []
  let translated: Record<string, unknown> | undefined
  for (const [name, list] of Object.entries(members)) {
    const code = codeIn(data[name], list)
    if (code === undefined) continue
    const standard = mappings.get(list.name)?.get(code)
    if (standard === undefined && entryOf(list, code)) continue
    localCodes.push({ list: list.name, code })
    if (standard === undefined) continue
    translated ??= { ...data }
    translated[name] = list === categories ? { ...categoryScheme, code: standard } : standard
  }
  return { message: translated ? { ...message, data: translated } : message, localCodes }
}

/** The code that a member holds and that may be a local one. */
function codeIn(member: unknown, list: CodeList): string | undefined {
  const isCategory = list === categories && isObject(member)
  const code = isCategory ? member['code'] : member
  if (typeof code !== 'string' || code === '' || code.length > longestLocalCode) return undefined
  const isStandard = isCategory && member['scheme'] === categoryScheme.scheme && entryOf(list, code)
  return isStandard ? undefined : code
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
