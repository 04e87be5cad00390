/** What came back: status, headers, and the body as JSON where it is some. */
export type Answer<T = Record<string, unknown>> = { status: number; headers: Headers; body: T; text: string }

/** One request over real HTTP. */
export async function request<T = Record<string, unknown>>(url: string, init: RequestInit = {}): Promise<Answer<T>> {
  const response = await fetch(url, init)
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson && text !== '' ? JSON.parse(text) : {}) as T,
    text,
  }
}

/** The slug of a problem's type. */
export function slugOf(answer: Answer): string {
  return (answer.body as { type?: string }).type?.split('/').at(-1) ?? ''
}
