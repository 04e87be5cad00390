export { idempotencyKey, type AnswerBook } from './answer-once.ts'
export {
  askingNode,
  createAccess,
  localAdministrator,
  type Access,
  type AccessEnv,
  type AccessOptions,
  type CoordinatorTeller,
} from './guard.ts'
export type { CoordinatorIdentity, CoordinatorRole, Identity, NodeIdentity } from './identity.ts'
export { accessRecordsAfter, recordAccess, type AccessRecord, type Given } from './access-records.query.ts'
export { readAs } from './read-as.ts'
export { isWithin, mustLookAfter, patternsOf } from './remit.ts'
