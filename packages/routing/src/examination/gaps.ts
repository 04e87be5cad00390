import { natureCodes } from '@inquiry/schema'
import type { NatureCode, RouteRule } from '@inquiry/schema'
import { allCells, naturesIn } from './cells.ts'
import { Coverage, takenOf } from './coverage.ts'
import type { Kind } from './coverage.ts'
import type { Register } from './examine.ts'
import type { Finding } from './finding.ts'

type Gap = Extract<Finding, { kind: 'gap' }>
type Hole = Pick<Gap, 'categories' | 'natures'>

/** The cases that no rule answers for whatever their text, divisions with the same holes together. */
export function gaps(rules: readonly RouteRule[], register: Register): Finding[] {
  const coverage = new Coverage(rules, register)
  for (const rule of rules) if (!rule.when.keyword) coverage.add(rule)
  const found = new Map<string, { holes: readonly Hole[]; fallsTo: Gap['fallsTo']; divisions: string[] }>()
  for (const kind of coverage.divisions) {
    const holes = holesOf(kind, coverage, register)
    if (holes.length === 0) continue
    for (const division of kind.all) {
      const fallsTo = register.nodes.cityNodes(division).length > 0 ? 'default:city' : 'default:origin'
      const key = JSON.stringify([holes, fallsTo])
      const same = found.get(key) ?? { holes, fallsTo, divisions: [] }
      same.divisions.push(division)
      found.set(key, same)
    }
  }
  return [...found.values()].flatMap(({ holes, fallsTo, divisions }) =>
    holes.map((hole): Gap => ({ kind: 'gap', divisions: divisions.toSorted(), ...hole, fallsTo })),
  )
}

/** What is open in a division: for each set of natures the categories in which nobody answers for them. */
function holesOf(division: Kind, coverage: Coverage, { categories }: Register): Hole[] {
  const byNatures = new Map<string, { natures: readonly NatureCode[]; codes: (string | null)[] }>()
  for (const category of coverage.categories) {
    const natures = naturesIn(allCells & ~takenOf(coverage.always(), division, category))
    if (natures.length === 0) continue
    const same = byNatures.get(natures.join()) ?? { natures, codes: [] }
    same.codes.push(...category.all)
    byNatures.set(natures.join(), same)
  }
  return [...byNatures.values()].map(({ natures, codes }) => ({
    categories: codes.length === categories.length + 1 ? 'all' : uppermost(codes),
    natures: natures.length === natureCodes.length ? 'all' : natures,
  }))
}

/** The codes of which no shorter one is among them: each stands for what lies below it. Null comes last. */
function uppermost(codes: readonly (string | null)[]): (string | null)[] {
  const known = new Set(codes)
  const isBelow = (code: string): boolean =>
    Array.from(code).some((_, length) => length > 0 && known.has(code.slice(0, length)))
  return codes
    .filter((code) => code === null || !isBelow(code))
    .toSorted((one, other) => ((one ?? '~') < (other ?? '~') ? -1 : 1))
}
