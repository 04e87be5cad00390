import type { Author } from './author.ts'
import type { Cast } from './cast.ts'
import { draftAgain } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Matter } from './matters/matter.ts'
import type { MatterScript } from './matters/script.ts'
import { hasTwoWays, tellingsOfOne } from './matters/tellings.ts'
import { departmentFor } from './platforms.ts'
import { chance, shuffled } from './random.ts'
import type { Random } from './random.ts'

/** What takes part when matters are planted. */
export interface Stage {
  readonly random: Random
  readonly cast: Cast
  readonly author: Author
}

/** A matter that stands alone, brought once. */
export function plantSingle({ cast, author }: Stage): Draft {
  const at = cast.instant()
  const script = cast.nextScript(isAny)
  const matter = cast.newMatter(script, cast.nextCity(script), at)
  return author.write(matter, { citizen: cast.someCitizen() }, { at })
}

/** What was filed once, filed again on the same platform by the same citizen in the same words. */
export function plantRepeat({ cast }: Stage, first: Draft): Draft {
  return draftAgain(first, cast.later(first.at, 9))
}

/** One citizen brings one matter to two or three platforms, in other words each time. */
export function plantCrossFiled({ random, cast, author }: Stage, size: number): Draft[] {
  const { matter, instants } = drawGroup(cast, size, canBeCrossFiled)
  const citizen = cast.newCitizen()
  const platforms = shuffled(random, [matter.city.code, departmentFor(matter.script.category), '440000-petition'])
  const tellings = tellingsOfOne(random, matter, size, 'one')
  return instants
    .slice(0, tellings.length)
    .map((at, index) =>
      author.write(
        matter,
        { citizen, nodeId: platforms[index] ?? matter.city.code, named: true },
        { at, telling: tellings[index] },
      ),
    )
}

/** Several citizens bring one matter, as many at most as have words of their own; most write to the city. */
export function plantJoint({ random, cast, author }: Stage, size: number): Draft[] {
  const { matter, instants } = drawGroup(cast, size, canBeJoint)
  const tellings = tellingsOfOne(random, matter, size, 'several')
  return instants.slice(0, tellings.length).map((at, index) => {
    const nodeId = chance(random, 0.8) ? matter.city.code : departmentFor(matter.script.category)
    return author.write(matter, { citizen: cast.newCitizen(), nodeId, named: true }, { at, telling: tellings[index] })
  })
}

/** Two citizens use nearly the same words about two places. */
export function plantLookAlike({ cast, author }: Stage): [Draft, Draft] {
  const script = cast.nextScript(isOrdinaryTrouble)
  const at = [cast.instant(), cast.instant()] as const
  const matters = [
    cast.newMatter(script, cast.nextCity(script), at[0]),
    cast.newMatter(script, cast.nextCity(script), at[1]),
  ] as const
  return author.writeAlike(matters, [cast.newCitizen(), cast.newCitizen()], at)
}

function drawGroup(
  cast: Cast,
  size: number,
  fits: (script: MatterScript) => boolean,
): { matter: Matter; instants: number[] } {
  const first = cast.instant(12)
  const script = cast.nextScript(fits)
  const matter = cast.newMatter(script, cast.nextCity(script), first)
  const later = Array.from({ length: size - 1 }, () => cast.later(first, 11)).toSorted((a, b) => a - b)
  return { matter, instants: [first, ...later] }
}

/** Trouble that a citizen may take to any platform: no accusation of a public body, no firm's affairs. */
function isOrdinaryTrouble({ accuses, firm, nature }: MatterScript): boolean {
  return accuses === undefined && !firm && (nature === 'complaint' || nature === 'help')
}

function canBeCrossFiled(script: MatterScript): boolean {
  return isOrdinaryTrouble(script) && hasTwoWays(script)
}

function canBeJoint({ joint }: MatterScript): boolean {
  return joint === true
}

function isAny(): boolean {
  return true
}
