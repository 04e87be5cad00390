import { Author } from './author.ts'
import { drawBadEnvelopes } from './bad-envelopes.ts'
import { Cast } from './cast.ts'
import { filingOf, refOf } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Filing, Planted } from './filing.ts'
import { midnight } from './local-time.ts'
import { matterScripts } from './matters/all.ts'
import { plantCrossFiled, plantJoint, plantLookAlike, plantRepeat, plantSingle } from './plant.ts'
import type { Stage } from './plant.ts'
import { sourceIdFor } from './platforms.ts'
import { between, chance, randomFrom } from './random.ts'

/** What to generate: `startAt` is a date (YYYY-MM-DD) in Shanghai, `days` whole days from it; both bound every filing. */
export interface DemonstrationOptions {
  readonly seed?: number
  /** How many filings; the bad envelopes and what travels with them come on top. */
  readonly cases?: number
  readonly startAt: string
  readonly days?: number
}

/**
 * A province's filings in the order in which they are filed, and what was planted among them. Equal options give equal
 * results, to the last character. Throws RangeError for a date that is none or fewer than one day.
 */
export function generateDemonstration({ seed = 1, cases = 1_200, startAt, days = 30 }: DemonstrationOptions): {
  readonly filings: readonly Filing[]
  readonly planted: Planted
} {
  if (days < 1) throw new RangeError(`days must be 1 or more: ${days}`)
  const random = randomFrom(seed)
  const stage: Stage = {
    random,
    cast: new Cast(random, { start: midnight(startAt), days }, matterScripts),
    author: new Author(random),
  }
  const groups = drawGroups(stage, cases)
  const drafts = numbered(groups.drafts)
  const badEnvelopes = drawBadEnvelopes(stage)
  return {
    filings: drafts.map(filingOf),
    planted: {
      repeats: groups.repeats.map(([first, again]) => ({ first: refOf(first), again: refOf(again) })),
      crossFiled: groups.crossFiled.map((group) => group.map(refOf)),
      joint: groups.joint.map((group) => group.map(refOf)),
      lookAlikes: groups.lookAlikes.map(([one, other]) => ({ one: refOf(one), other: refOf(other) })),
      badEnvelopes,
    },
  }
}

interface Groups {
  readonly drafts: readonly Draft[]
  readonly repeats: readonly (readonly [Draft, Draft])[]
  readonly crossFiled: readonly (readonly Draft[])[]
  readonly joint: readonly (readonly Draft[])[]
  readonly lookAlikes: readonly (readonly [Draft, Draft])[]
}

/** Planted groups in proportion to the cases (of 1,200: 46 repeats, 46 cross-filed, 16 joint, 23 look-alikes); the rest stand alone. */
function drawGroups(stage: Stage, cases: number): Groups {
  const { random } = stage
  const crossFiled = times(cases / 26, () => plantCrossFiled(stage, chance(random, 0.35) ? 3 : 2))
  const joint = times(cases / 75, () => plantJoint(stage, between(random, 3, 8)))
  const lookAlikes = times(cases / 52, () => plantLookAlike(stage))
  const repeatCount = Math.floor(cases / 26)
  const grouped = [...crossFiled, ...joint, ...lookAlikes].flat()
  const singles = times(cases - grouped.length - repeatCount, () => plantSingle(stage))
  const signed = singles.filter((draft) => draft.data.reporter.kind !== 'anonymous')
  const repeats = signed.slice(0, repeatCount).map((first) => [first, plantRepeat(stage, first)] as const)
  return {
    drafts: [...grouped, ...singles, ...repeats.map(([, again]) => again)],
    repeats,
    crossFiled,
    joint,
    lookAlikes,
  }
}

function times<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: Math.floor(count) }, draw)
}

/** The drafts by time, each with the number its platform gives it. */
function numbered(drafts: readonly Draft[]): Draft[] {
  const counts = new Map<string, number>()
  const ordered = drafts.toSorted((one, other) => one.at - other.at)
  for (const draft of ordered) {
    const count = (counts.get(draft.nodeId) ?? 0) + 1
    counts.set(draft.nodeId, count)
    draft.sourceId = sourceIdFor(draft.nodeId, draft.at, count)
  }
  return ordered
}
