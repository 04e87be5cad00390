/**
 * Where a browser may be sent once it has signed in: a page of the console, written in one way. Undefined for every other
 * address, however it is spelt: whoever could name one would send people on from the hub to a page of their own.
 */
export function returnAddress(given: string, origin: string): string | undefined {
  if (!URL.canParse(given, origin)) return undefined
  const url = new URL(given, origin)
  if (!given.startsWith('/') || url.origin !== origin || !url.pathname.startsWith('/console/')) return undefined
  return `${url.pathname}${url.search}${url.hash}`
}
