/** Why signing in at the identity provider opened nothing, as the hub says in the address that it sends back to. */
export const refusedReasons = ['no-rights', 'provider-refused', 'provider-away', 'attempt-over', 'too-many'] as const
export type RefusedReason = (typeof refusedReasons)[number]

/** Take the reason out of an address `/console/#refused=…`, so that it is not told again at the next visit. */
export function takeRefusalFromAddress(): RefusedReason | null {
  const found = /^#refused=(.*)$/.exec(location.hash)?.[1]
  if (found === undefined) return null
  history.replaceState(null, '', `${location.pathname}${location.search}#/`)
  return refusedReasons.find((reason) => reason === found) ?? 'provider-refused'
}
