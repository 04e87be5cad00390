import ipaddr from 'ipaddr.js'

/** The only part of IPv6 that is given out for public use (RFC 4291 §2.4, IANA IPv6 address space). */
const publicIpv6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/**
 * Whether no delivery may go to an address: private, loopback, link-local, shared, benchmarking, documentation,
 * multicast, reserved, or one that hides another address inside (IANA special-purpose registries, RFC 6890). Whatever is
 * no address counts as forbidden.
 */
export function isSpecialPurpose(address: string): boolean {
  if (!ipaddr.isValid(address)) return true
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return true
  return parsed instanceof ipaddr.IPv6 && !parsed.match(publicIpv6)
}

/** This machine itself, which test mode lets deliveries go to. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback'
}
