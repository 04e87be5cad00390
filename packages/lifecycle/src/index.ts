export { audienceOf } from './audience.ts'
export { duties, isAwaited } from './awaited.ts'
export type * from './case-state.ts'
export type * from './command.ts'
export { allowedTypes } from './allowed.ts'
export type { Context, Decision, Refusal } from './decision.ts'
export { refusalReasons, type RefusalReason } from './refusal-reasons.ts'
export { unknownCase } from './refusals.ts'
export { decide } from './decide.ts'
export { isTooLate } from './due-instant.ts'
export { evolve, fold } from './evolve.ts'
export { obstacles, type Moment, type Obstacle } from './obstacles.ts'
export { isGuarded, isServedByAnother, publicDivision, rolesOf, type Role } from './parties.ts'
export { messageOf, privateOf, type CasePrivate, type KeptMessage } from './private-part.ts'
export { lifecycleTable, openStatuses, type Actor, type Transition } from './table.ts'
export { toMermaid } from './diagram.ts'
export { caseView, deliveredCase, mayOpenReporter, type Viewer, type ViewOptions } from './views/case-view.ts'
export { privateFor } from './views/inbox-view.ts'
export { publicCase } from './views/public-case.ts'
export { attentionOf, type AttentionReason } from './views/attention.ts'
export {
  wantedSupervision,
  type SupervisionCause,
  type SupervisionRule,
  type WantedSupervision,
  type Watch,
} from './supervision-rules.ts'
