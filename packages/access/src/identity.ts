/** What a coordinator may do: decide, look at everything, administer. */
export type CoordinatorRole = 'coordinator' | 'auditor' | 'admin'
export const coordinatorRoles: readonly CoordinatorRole[] = ['coordinator', 'auditor', 'admin']

/** Who is asking: a node by a token it signed, or a person at the province. */
export type Identity =
  | { kind: 'node'; nodeId: string; kid: string }
  | {
      kind: 'coordinator'
      /** Who it is on record: `<issuer>#<sub>` of an identity provider, or `administrator`. */
      subject: string
      /** What people call them, as the identity provider says. */
      name?: string | undefined
      roles: readonly CoordinatorRole[]
      /** Where they may look and act; null for everywhere. */
      divisions: readonly string[] | null
      /** The session that the browser's cookie named; a bearer of a token has none. */
      session?: { id: string; expiresAt: Date }
    }

export type NodeIdentity = Extract<Identity, { kind: 'node' }>
export type CoordinatorIdentity = Extract<Identity, { kind: 'coordinator' }>
