export {
  appendedChannel,
  appendIn,
  atLogHead,
  eventColumnNames,
  eventColumns,
  headAt,
  type LogHead,
  type LogOptions,
} from './append.ts'
export { leafOf, logTime, OverlongEvent, overlongMember } from './leaf.ts'
export {
  eventsAfter,
  eventsAt,
  eventsOfCase,
  isGapFree,
  leafAt,
  leavesAfter,
  logSize,
  recordedEvent,
  type StoredEvent,
} from './read.query.ts'
export { readerPosition, readOnce, type ReadOptions } from './reader.ts'
