import type { NatureCode, UrgencyCode } from '@inquiry/schema'
import type { PlaceKind } from '../places/place.ts'

/** What follows the district's six digits in the node of one of its bureaus. */
type BureauSuffix = 'urban-management' | 'ecology' | 'market' | 'education' | 'agriculture'

/**
 * How a telling speaks. `recorded` is an operator's note of a call or a visit, `terse` gets nothing added to it, `angry`
 * gets no courtesies, and a dialect is heard only in the cities that speak it. None of these: plain written Chinese.
 */
type Voice = 'recorded' | 'terse' | 'angry' | 'cantonese' | 'teochew' | 'hakka'

/** A number between two bounds, by a step (1 when absent), or one of several words. */
export type Fact =
  | readonly [number, number]
  | readonly [number, number, number]
  | readonly [string, string, ...string[]]

/** One speaker's way of putting a matter; title and body are phrases in the grammar of `phrase.ts`. */
export interface Telling {
  readonly title: string
  readonly body: string
  readonly voice?: Voice
  readonly nature?: NatureCode
  /**
   * Why it does not stand for the same matter as the others: `matter`, it asks something that another answer serves;
   * `speaker`, it is the same matter, but nobody could be both this speaker and the others.
   */
  readonly apart?: 'matter' | 'speaker'
  /** What this speaker asks for, where it is not what the others ask for. */
  readonly asks?: readonly string[]
}

/** A kind of matter: what happened, where such things happen, and how different people put it. */
export interface MatterScript {
  readonly id: string
  /** Four digits of the scheme `inquiry-category`, version 1. */
  readonly category: string
  readonly nature: NatureCode
  /** The place that makes one matter of this kind another than the next. */
  readonly place: PlaceKind
  /** Facts fixed once for a matter, whoever tells it. */
  readonly facts?: Readonly<Record<string, Fact>>
  readonly urgency?: UrgencyCode
  /** A report about a public body names it: a bureau of the district by the suffix of its node, or the city itself. */
  readonly accuses?: BureauSuffix | 'city'
  /** A firm writes, not a person. */
  readonly firm?: true
  /** Neighbours may bring it too, each in their own words. */
  readonly joint?: true
  readonly tellings: readonly [Telling, Telling, Telling, ...Telling[]]
  /** Sentences that any speaker may add. */
  readonly details: readonly string[]
  /** What is asked for, as verb phrases without a full stop. */
  readonly asks: readonly string[]
}
