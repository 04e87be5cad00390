export {
  enrolmentCodeDays,
  judgeEnrolmentCode,
  keepEnrolmentCode,
  useEnrolmentCode,
  voidEnrolmentCode,
} from './enrolment-codes.query.ts'
export { openHubKeyRing, type HubKeyRing } from './hub-key-ring.ts'
export {
  listHubKeys,
  loadHubKeys,
  readLogKeys,
  rotateHubKey,
  WrongMasterKey,
  type HubKeyPurpose,
  type HubKeys,
  type ListedHubKey,
} from './hub-keys.query.ts'
export { createKeyDirectory, type KeyDirectory } from './key-directory.ts'
export { recordedStatement, recordStatement } from './key-statements.query.ts'
export { hasDueWarnings, takeDueWarnings, type EndingKey } from './key-warnings.query.ts'
export { addKey, findKey, isActive, keysOf, revokeKey, type RegisteredKey, type Revocation } from './keys.query.ts'
export {
  addNode,
  announceRegistry,
  describeNode,
  findNode,
  listNodes,
  registryChannel,
  setSuspension,
  type Node,
} from './nodes.query.ts'
