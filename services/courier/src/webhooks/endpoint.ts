import { lookup as lookUp } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isLoopback, isSpecialPurpose } from './special-purpose.ts'

/** Where deliveries may go. Test mode adds plain HTTP to this machine itself, and nothing else. */
export type EndpointRules = { testMode: boolean }

/** Why an address was refused; nothing was sent to it. */
export class EndpointRefused extends Error {
  override name = 'EndpointRefused'
}

/** What stands against an endpoint by its text alone, or undefined. Names are judged by what they resolve to. */
export function endpointFault(text: string, { testMode }: EndpointRules): string | undefined {
  if (!URL.canParse(text)) return 'it is no URL'
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const isLocal = testMode && (isLoopback(host) || host === 'localhost')
  if (url.protocol !== 'https:' && !isLocal) return 'only https is delivered to'
  if (url.username !== '' || url.password !== '') return 'it carries a user or password'
  if (url.hash !== '') return 'it carries a fragment'
  if (isLocal) return undefined
  if (isIP(host) === 0) return /(^|\.)localhost$/.test(host) ? 'it names this machine' : undefined
  return isSpecialPurpose(host) ? 'its address is not a public one' : undefined
}

/** Whether a delivery may go to an address. */
export function mayReach(address: string, { testMode }: EndpointRules): boolean {
  return !isSpecialPurpose(address) || (testMode && isLoopback(address))
}

/**
 * A name's addresses for a connection, refused as a whole where one of them is forbidden: the socket connects to these
 * and looks nothing up again, so that a name cannot change its mind between check and connection.
 */
export function guardedLookup(rules: EndpointRules, resolve: typeof lookUp = lookUp): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '')
      const addresses = Array.isArray(found) ? found : []
      if (addresses.some(({ address }) => !mayReach(address, rules)) || addresses.length === 0)
        return callback(new EndpointRefused(`${hostname} has an address that is not a public one`), '')
      if (options.all) return callback(null, addresses)
      const [first] = addresses
      callback(null, first?.address ?? '', first?.family)
    })
  }
}

/** What stands against an endpoint when its name is looked up. A name that cannot be resolved just now is no fault. */
export async function resolvedFault(text: string, rules: EndpointRules): Promise<string | undefined> {
  const { hostname } = new URL(text)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const late = setTimeout(() => resolve(undefined), 3_000)
  guardedLookup(rules)(hostname, { all: true }, (error) =>
    resolve(error instanceof EndpointRefused ? 'its name has an address that is not a public one' : undefined),
  )
  return promise.finally(() => clearTimeout(late))
}
