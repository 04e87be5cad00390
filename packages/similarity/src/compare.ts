import type { PreparedCase } from './case-text.ts'
import { noEvidence, publicEvidence, type Evidence } from './evidence.ts'
import { measure } from './features/measure.ts'
import { cautiously } from './features/signs.ts'
import type { Lexicon } from './lexicon.ts'
import { blendProbability, type MatchingModel } from './learning/matching-model.ts'
import { readCase } from './reading.ts'
import { shippedLexicon, shippedModel } from './shipped-model.ts'

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
  /**
   * What the score rests on, without a word of either case: fit for public events. No features where kind is null. Made
   * when it is asked for: of ten cases compared, one is told.
   */
  readonly evidence: Evidence
}

/** What is known beside the two cases. */
export interface Circumstances {
  /** How many cases the citizen of the later case is known to have filed before; a prolific writer is often alike. */
  readonly citizenCases: number
}

/** Compare two cases; the order does not matter. Without circumstances the citizen is taken to have filed these alone. */
export function compare(a: PreparedCase, b: PreparedCase, circumstances = alone(a, b)): Likeness {
  return compareBy(shippedModel(), shippedLexicon(), a, b, circumstances)
}

/** Compare by a given model and lexicon. */
export function compareBy(
  model: MatchingModel,
  lexicon: Lexicon,
  a: PreparedCase,
  b: PreparedCase,
  { citizenCases }: Circumstances,
): Likeness {
  const values = measure(readCase(a, lexicon), readCase(b, lexicon), citizenCases)
  const { sure, likely, related } = model.thresholds
  const learnt = cautiously(blendProbability(model.sameMatter, values), values, sure)
  const score = isRepetition(a, b) ? Math.max(learnt, sure) : learnt
  const relatedScore = score >= likely ? score : Math.max(score, blendProbability(model.related, values))
  const kind = score >= likely ? sameMatterKind(a, b) : relatedScore >= related ? 'related' : null
  const confidence = score >= sure ? 'sure' : score >= likely ? 'likely' : 'unlikely'
  return {
    score,
    relatedScore,
    kind,
    confidence,
    get evidence() {
      return kind === null ? noEvidence(model) : publicEvidence(values, model)
    },
  }
}

function alone(a: PreparedCase, b: PreparedCase): Circumstances {
  return { citizenCases: a.reporterKey !== null && a.reporterKey === b.reporterKey ? 1 : 0 }
}

/** The same citizen says the same words about the same division: that is one matter, however few the words are. */
function isRepetition(a: PreparedCase, b: PreparedCase): boolean {
  const isSameCitizen = a.reporterKey !== null && a.reporterKey === b.reporterKey
  return isSameCitizen && a.division === b.division && a.title === b.title && a.content === b.content
}

function sameMatterKind(a: PreparedCase, b: PreparedCase): LinkKind {
  if (a.reporterKey === null || a.reporterKey !== b.reporterKey) return 'joint'
  return a.node !== b.node || (a.channel !== null && b.channel !== null && a.channel !== b.channel)
    ? 'cross-filed'
    : 'repeat'
}
