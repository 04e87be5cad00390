import {
  categories,
  declineReasons,
  findCode,
  returnReasons,
  sentence,
  type CodeList,
  type Fault,
  type Language,
  type Message,
} from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'

/** The scheme whose codes the hub ships; categories of other schemes are kept as sent and routed without. */
const ownScheme = 'inquiry-category'

/** Every code of a message that is not in its list on the day it is for. */
export function unknownCodes(message: Message, root: string, language: Language): Fault[] {
  switch (message.type) {
    case 'case.submitted':
      return [
        ...unknown(
          divisions,
          message.data.division,
          day(message.data.submittedAt),
          `${root}/data/division`,
          '440106',
          language,
        ),
        ...categoryFaults(message.data.category, day(message.data.submittedAt), root, language),
      ]
    case 'case.amended':
      return [
        ...(message.data.division === undefined
          ? []
          : unknown(divisions, message.data.division, day(message.time), `${root}/data/division`, '440106', language)),
        ...categoryFaults(message.data.category, day(message.time), root, language),
      ]
    case 'case.declined':
      return unknown(
        declineReasons,
        message.data.reason,
        day(message.time),
        `${root}/data/reason`,
        declineReasons.codes[0]?.code,
        language,
      )
    case 'case.returned':
      return unknown(
        returnReasons,
        message.data.reason,
        day(message.time),
        `${root}/data/reason`,
        returnReasons.codes[0]?.code,
        language,
      )
    default:
      return []
  }
}

function categoryFaults(
  category: { scheme: string; version: string; code: string } | undefined,
  onDate: string,
  root: string,
  language: Language,
): Fault[] {
  if (!category || category.scheme !== ownScheme) return []
  return unknown(categories, category.code, onDate, `${root}/data/category/code`, '0203', language)
}

function unknown(
  list: CodeList,
  code: string,
  onDate: string,
  pointer: string,
  example: string | undefined,
  language: Language,
): Fault[] {
  if (findCode(list, code, onDate)) return []
  return [
    {
      pointer,
      rule: 'code',
      message: sentence('code', undefined, language),
      ...(example === undefined ? {} : { example }),
    },
  ]
}

/** The local day in Asia/Shanghai of an instant, `YYYY-MM-DD`. */
function day(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
}
