export { idempotencyKey, type AnswerBook } from './answer-once.ts'
export {
  askingNode,
  createAccess,
  localAdministrator,
  type Access,
  type AccessEnv,
  type AccessOptions,
  type CoordinatorTeller,
  type SessionTeller,
} from './guard.ts'
export type { CoordinatorIdentity, CoordinatorRole, Identity, NodeIdentity } from './identity.ts'
export {
  accessRecordsAfter,
  recordAccess,
  recordExport,
  type AccessRecord,
  type Given,
} from './access-records.query.ts'
export { providerTeller, unavailableProvider } from './oidc/provider-teller.ts'
export {
  createProvider,
  type Attempt,
  type Provider,
  type ProviderSettings,
  type SignInOutcome,
} from './oidc/provider.client.ts'
export { readAs } from './read-as.ts'
export { isUnlimited, isWithin, mustBeUnlimited, mustLookAfter, patternsOf } from './remit.ts'
export { createSessionBook, type SessionBook } from './session/session-book.ts'
export { endSession, openSessions, type SessionOnRecord } from './session/sessions.query.ts'
