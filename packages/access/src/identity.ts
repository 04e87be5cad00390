/** What a coordinator may do: decide, look at everything, administer. */
export type CoordinatorRole = 'coordinator' | 'auditor' | 'admin'

/** Who is asking: a node by a token it signed, or a person at the province. */
export type Identity =
  | { kind: 'node'; nodeId: string; kid: string }
  | { kind: 'coordinator'; subject: string; roles: readonly CoordinatorRole[]; divisions: readonly string[] | null }

export type NodeIdentity = Extract<Identity, { kind: 'node' }>
export type CoordinatorIdentity = Extract<Identity, { kind: 'coordinator' }>
