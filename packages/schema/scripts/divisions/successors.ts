import type { Division } from './revisions.ts'
import { followsImmediately, isCurrent } from './validity.ts'

/**
 * The code that took the place of each code left out, where the revisions leave no doubt: exactly one division with the
 * same name but for its kind (县 → 市, 市 → 区, 地区 → 市) came in the same revision, first looked for in the same city,
 * then in the same province.
 */
export function successors(divisions: readonly Division[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const gone of divisions.filter((division) => !isCurrent(division))) {
    const heirs = divisions.filter((next) => followsImmediately(gone, next) && couldFollow(gone, next))
    const heir = only(heirs, gone, 4) ?? only(heirs, gone, 2)
    if (heir) found.set(gone.code, heir.code)
  }
  return found
}

function only(heirs: readonly Division[], gone: Division, digits: number): Division | undefined {
  const near = heirs.filter((heir) => heir.code.slice(0, digits) === gone.code.slice(0, digits))
  return near.length === 1 ? near[0] : undefined
}

/** A county never takes the place of a city of the higher level, even if it keeps the name. */
function couldFollow(gone: Division, next: Division): boolean {
  return gone.code.endsWith('00') === next.code.endsWith('00') && hasSameProperName(gone.name, next.name)
}

/** 长乐市 and 长乐区 have the proper name 长乐; 梅县 became 梅县区, keeping 县 as part of its name. */
function hasSameProperName(old: string, next: string): boolean {
  const name = properName(old)
  return name === properName(next) || next === `${old}区`
}

function properName(name: string): string {
  const stem = name.replace(/(自治州|自治县|地区|市|县|区|旗|盟)$/, '')
  return stem.length > 1 || name.endsWith('县') ? stem : name
}
