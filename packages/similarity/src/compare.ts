import type { PreparedCase } from './case-text.ts'
import { publicEvidence, type Evidence } from './evidence.ts'
import { measure } from './features/measure.ts'
import type { CalibratedTrees, MatchingModel } from './learning/matching-model.ts'
import { logOdds, probability } from './learning/trees.ts'
import { readCase } from './reading.ts'
import { shippedModel, shippedTerms } from './shipped-model.ts'
import type { TermTable } from './text/terms.ts'

/**
 * Kinds of likeness: `repeat` the same citizen again; `cross-filed` the same citizen through another node or channel;
 * `joint` several citizens (or unknown ones), one matter; `related` the same topic or place, own handling.
 */
export type LinkKind = 'repeat' | 'cross-filed' | 'joint' | 'related'

/** How alike two cases are. */
export interface Likeness {
  /** Probability, 0…1, that one handling and one answer would serve both. */
  readonly score: number
  /** Probability that they are one matter or at least related. */
  readonly relatedScore: number
  /** null when neither threshold is reached. */
  readonly kind: LinkKind | null
  /** Whether a rule may decide (`sure`), a coordinator should (`likely`), or nobody needs to. */
  readonly confidence: 'sure' | 'likely' | 'unlikely'
  /** What the score rests on, without a word of either case: fit for public events. */
  readonly evidence: Evidence
}

/** Compare two cases; the order does not matter. */
export function compare(a: PreparedCase, b: PreparedCase, model = shippedModel(), table = shippedTerms()): Likeness {
  const values = measure(readCase(a, table), readCase(b, table))
  const score = calibrated(model.sameMatter, values)
  const relatedScore = Math.max(score, calibrated(model.related, values))
  const { sure, likely, related } = model.thresholds
  const confidence = score >= sure ? 'sure' : score >= likely ? 'likely' : 'unlikely'
  const kind = score >= likely ? sameMatterKind(a, b) : relatedScore >= related ? 'related' : null
  return { score, relatedScore, kind, confidence, evidence: publicEvidence(values, model) }
}

/** The score alone, for those who only rank: the same number as {@link compare} gives. */
export function sameMatterScore(a: PreparedCase, b: PreparedCase, model: MatchingModel, table: TermTable): number {
  return calibrated(model.sameMatter, measure(readCase(a, table), readCase(b, table)))
}

function calibrated(trees: CalibratedTrees, values: readonly number[]): number {
  return probability(trees.slope * logOdds(trees, values) + trees.intercept)
}

function sameMatterKind(a: PreparedCase, b: PreparedCase): LinkKind {
  if (a.reporterKey === null || a.reporterKey !== b.reporterKey) return 'joint'
  return a.node !== b.node || (a.channel !== null && b.channel !== null && a.channel !== b.channel)
    ? 'cross-filed'
    : 'repeat'
}
