export { emptyRootHash, hashChildren, hashLeaf, hashLength } from './rfc6962.ts'
export { verifyInclusion, type InclusionClaim } from './verify-inclusion.ts'
export { verifyConsistency, type ConsistencyClaim } from './verify-consistency.ts'
export {
  hashesIn,
  rightEdge,
  sizesWithWidth,
  tileWidth,
  widthAt,
  type Tile,
  type TileAddress,
} from './tile-geometry.ts'
export { MemoryTileStore, MissingTileError, type TileStore } from './tile-store.ts'
export { formatTilePath, parseTilePath, type TilePath } from './tile-path.ts'
export { formatEntryBundle, longestLeaf, parseEntryBundle } from './entry-bundle.ts'
export { emptyEdge, growTree, loadEdge, rootHashOf, type GrownTree, type TreeEdge } from './grow-tree.ts'
export { consistencyProof, inclusionProof, rootHashAt } from './prove.ts'
export { fromBase64, toBase64 } from './base64.ts'
export type { Outcome } from './outcome.ts'
export {
  formatVkey,
  parseVkey,
  signatureTypes,
  verifierKey,
  type SignatureType,
  type VerifierKey,
} from './verifier-key.ts'
export { formatNote, parseNote, parseSignatureLines, type Note, type NoteFault, type NoteSignature } from './note.ts'
export {
  cosign,
  signNote,
  verifyNote,
  type NoteSigner,
  type SignatureFault,
  type VerifiedSignature,
} from './signatures.ts'
export {
  formatCheckpointText,
  openCheckpoint,
  parseCheckpointText,
  signCheckpoint,
  type Checkpoint,
  type CheckpointFault,
  type OpenedCheckpoint,
} from './checkpoint.ts'
export { takeCosignatures } from './take-cosignatures.ts'
export {
  judgeCheckpoint,
  parseSubmission,
  type Submission,
  type WitnessCase,
  type WitnessVerdict,
} from './judge-checkpoint.ts'
export { verifyLog, type LogExport, type LogVerdict } from './verify-log.ts'
export type { LogEntry } from './audit-events.ts'
export type { LogFinding, Stretch } from './findings.ts'
