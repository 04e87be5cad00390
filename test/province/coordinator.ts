import { request, type Answer } from './answer.ts'

/** The province's coordinator, with the administrator's token. */
export class Coordinator {
  readonly #url: string
  readonly #token: string

  constructor(url: string, token: string) {
    this.#url = url
    this.#token = token
  }

  /** Ask anything; the answer is whatever it is. */
  ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return request<T>(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }

  /** Ask, and fail the test where the answer is no success. */
  async ok<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.ask<T>(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body
  }

  /** Make the hub's clock run ahead. */
  async runAhead(offsetSeconds: number): Promise<void> {
    await this.ok('POST', '/v1/test/clock', { offsetSeconds })
  }
}
