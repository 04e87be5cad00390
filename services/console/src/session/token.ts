const storedUnder = 'inquiry-console.token'
const inAddress = /^#token=(.+)$/

/** The token this tab is signed in with, or null. */
export function storedToken(): string | null {
  return sessionStorage.getItem(storedUnder)
}

/** Keep the token for this tab only; null forgets it. */
export function storeToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(storedUnder)
  else sessionStorage.setItem(storedUnder, token)
}

/** Take a token out of an address `/console/#token=…`, so that it stays neither in sight nor in the history. */
export function takeTokenFromAddress(): string | null {
  const found = inAddress.exec(location.hash)?.[1]
  if (found === undefined) return null
  history.replaceState(null, '', `${location.pathname}${location.search}#/`)
  return tokenOf(found)
}

function tokenOf(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}
