export type { CaseText, PreparedCase } from './case-text.ts'
export { prepare, preparation } from './prepare.ts'
export { candidateKeys, candidatePlan, citizenShared, keyShared, type CandidatePlan } from './candidate-keys.ts'
export { compare, type Circumstances, type Likeness, type LinkKind } from './compare.ts'
export { alikeAtGlance } from './glance.ts'
export { privateEvidence, type Evidence, type FeatureEvidence, type PrivateEvidence } from './evidence.ts'
export { featureDefinitions, type FeatureDefinition } from './features/definitions.ts'
export {
  joinMatters,
  type AgreeingMatter,
  type KeptApart,
  type KnownCase,
  type MatterDecision,
  type ProposedLink,
} from './matters.ts'
export { modelVersion, thresholds } from './shipped-model.ts'
export type { Thresholds } from './learning/matching-model.ts'
export { categoryWords, suggestCategory, type CategoryModel, type CategorySuggestion } from './category.ts'
