import type { ProblemSlug } from '@inquiry/schema'
import type { SigningKey } from '../../src/index.ts'

/** A node as the hub under test has it registered. */
export type Party = { nodeId: string; key: SigningKey }

/** Everything a row may sign with. All but `stranger` are registered at the hub; `now` is the hub's time. */
export type BadEnvelopeContext = {
  hubId: string
  now: Date
  /** Ed25519, active. */
  node: Party
  /** ES256, active. */
  es256: Party
  /** Ed25519, active, another node than `node`. */
  other: Party
  revoked: Party
  expired: Party
  suspended: Party
  /** A key that no node has registered. */
  stranger: Party
}

/** An envelope that must not be recorded: what is wrong with it, its bytes, and the answer due. */
export type BadEnvelope = {
  name: string
  make: (context: BadEnvelopeContext) => Uint8Array | Promise<Uint8Array>
  slug: ProblemSlug
  status: number
  /** The first place that the problem names; absent where there is none to name. */
  pointer?: string
}
