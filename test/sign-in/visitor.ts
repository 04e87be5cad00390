/** What a visitor got at the end of a way of redirects. */
export type Visit = { status: number; url: string; text: string; headers: Headers }

/** Somebody with a browser that knows cookies and redirects and nothing else. */
export class Visitor {
  readonly cookies = new Map<string, Map<string, string>>()
  /** Every `Set-Cookie` that came, as it was written. */
  readonly setCookies: string[] = []

  /** Ask once, and follow nothing. */
  async once(address: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(address)
    const jar = this.cookies.get(host) ?? new Map<string, string>()
    this.cookies.set(host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers({ accept: 'application/json', ...init.headers })
    if (cookie !== '') headers.set('cookie', cookie)
    const answer = await fetch(address, { ...init, headers, redirect: 'manual' })
    for (const text of answer.headers.getSetCookie()) this.#take(jar, text)
    return answer
  }

  /** Ask and follow redirects to their end, or to the first address that begins like `until`. */
  async follow(address: string, { until, accept }: { until?: string; accept?: string } = {}): Promise<Visit> {
    let url = address
    for (let step = 0; step < 20; step += 1) {
      if (until !== undefined && url.startsWith(until)) return { status: 0, url, text: '', headers: new Headers() }
      const answer = await this.once(url, accept === undefined ? {} : { headers: { accept } })
      const location = answer.headers.get('location')
      if (location === null) return { status: answer.status, url, text: await answer.text(), headers: answer.headers }
      url = new URL(location, url).href
    }
    throw new Error(`${address} leads nowhere`)
  }

  #take(jar: Map<string, string>, text: string): void {
    this.setCookies.push(text)
    const [pair = ''] = text.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    if (/max-age=0/i.test(text)) jar.delete(name)
    else jar.set(name, pair.slice(pair.indexOf('=') + 1))
  }
}
