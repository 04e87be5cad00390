import { agriculture } from './categories/agriculture.ts'
import { civilAffairsCommunity } from './categories/civil-affairs-community.ts'
import { commerceTourism } from './categories/commerce-tourism.ts'
import { construction } from './categories/construction.ts'
import { educationCultureSport } from './categories/education-culture-sport.ts'
import { environment } from './categories/environment.ts'
import { governmentServices } from './categories/government-services.ts'
import { health } from './categories/health.ts'
import { labourSocialSecurity } from './categories/labour-social-security.ts'
import { other } from './categories/other.ts'
import { publicSafety } from './categories/public-safety.ts'
import { transport } from './categories/transport.ts'
import type { CodeEntry, CodeList } from './code-list.ts'
import { standardCodesSince } from './standard-list.ts'

/** The scheme and version that `case.submitted` names in `category` when it uses the shipped table. */
export const categoryScheme = { scheme: 'inquiry-category', version: '1' } as const

const branches = [
  construction,
  environment,
  transport,
  educationCultureSport,
  labourSocialSecurity,
  commerceTourism,
  health,
  publicSafety,
  agriculture,
  governmentServices,
  civilAffairsCommunity,
  other,
]

/**
 * The shipped scheme of matters (事项分类) in three levels, with codes of two, four and six digits, each the beginning
 * of the next; a case may name a code of any level. A province's own table takes its place under another scheme.
 */
export const categories: CodeList = /* @__PURE__ */ makeCategories()

function makeCategories(): CodeList {
  const lines = branches.flatMap((branch) => branch.trim().split('\n'))
  return { name: 'category', version: categoryScheme.version, codes: lines.map(entryOfLine) }
}

function entryOfLine(line: string): CodeEntry {
  const [, code = '', zh = '', en = ''] = /^(\d+) (.+)\|(.+)$/.exec(line) ?? []
  const parent = code.slice(0, -2)
  return { code, zh, en, validFrom: standardCodesSince, ...(parent && { parent }) }
}
