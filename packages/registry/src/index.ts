export {
  enrolmentCodeDays,
  judgeEnrolmentCode,
  keepEnrolmentCode,
  useEnrolmentCode,
  voidEnrolmentCode,
} from './enrolment-codes.query.ts'
export { openHubKeyRing, type HubKeyRing } from './hub-key-ring.ts'
export {
  loadHubKeys,
  readLogKeys,
  rotateHubKey,
  WrongMasterKey,
  type HubKeyPurpose,
  type HubKeys,
} from './hub-keys.query.ts'
export { createKeyDirectory, type KeyDirectory } from './key-directory.ts'
export { recordedStatement, recordStatement } from './key-statements.query.ts'
export { addKey, findKey, isActive, keysOf, revokeKey, type RegisteredKey } from './keys.query.ts'
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
