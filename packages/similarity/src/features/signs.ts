import type { CaseReading } from '../reading.ts'
import { agreement, type Marks } from '../text/marks.ts'
import { featureDefinitions } from './definitions.ts'

/**
 * Plain signs that two cases are two matters, each of which a person would stop at: titles with different numbers, about
 * different authorities or companies; beginnings about different ones; titles of different places, of which neither text
 * has the other's; titles of which each names a city or district that the other does not, while nothing telling stands
 * in both; titles that both show subjects, of which they have none in common. How many of the six there are.
 */
export function signsAgainst(
  a: CaseReading,
  b: CaseReading,
  title: {
    readonly isMoved: boolean
    readonly isElsewhere: boolean
    readonly numbers: number
    readonly otherSubjects: boolean
  },
): number {
  const found = [
    title.isMoved,
    title.isElsewhere,
    title.numbers < 0,
    agreement(a.titleBodies, b.titleBodies) < 0,
    agreement(a.leadBodies, b.leadBodies) < 0,
    title.otherSubjects,
  ]
  return found.filter(Boolean).length
}

/** Whether each title names a city or district that the other does not. */
export function regionsChanged(a: Marks, b: Marks): boolean {
  const left = a.cities.union(a.districts)
  const right = b.cities.union(b.districts)
  return !left.isSubsetOf(right) && !right.isSubsetOf(left)
}

/** A machine is not sure where one sign speaks against it: the score stays below the sure threshold. */
export function cautiously(score: number, values: ArrayLike<number>, sure: number): number {
  return (values[signs] as number) > 0 ? Math.min(score, sure - justBelow) : score
}

const signs = featureDefinitions.findIndex(({ name }) => name === 'signsAgainst')
const justBelow = 0.01
