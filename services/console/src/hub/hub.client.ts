import { Problem } from '@inquiry/schema'
import type { z } from 'zod'
import type { Answer, Refusal } from './answer.ts'

/** Who asks: the bearer token, if any, and the language in which problems are told. */
export type Asker = { token: string | null; language: 'zh' | 'en' }

/** What a request says of its asker. */
export function headersOf(asker: Asker): Record<string, string> {
  const language = asker.language === 'en' ? 'en' : 'zh-CN'
  return { 'accept-language': language, ...(asker.token && { authorization: `Bearer ${asker.token}` }) }
}

/** Ask the hub by GET and hold the answer to its contract. A bad peer is an answer too: it never throws but on abort. */
export async function ask<T>(
  path: string,
  contract: z.ZodType<T>,
  asker: Asker,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  return settle(path, contract, await send(path, asker, { signal: signal ?? null }))
}

/** Ask the hub by POST to do something, and hold its answer to its contract. Nothing is tried again by itself. */
export async function tell<T>(path: string, body: object, contract: z.ZodType<T>, asker: Asker): Promise<Answer<T>> {
  return settle(path, contract, await send(path, asker, { method: 'POST', body: JSON.stringify(body) }))
}

/** Have the hub end or remove something, by DELETE, where it asks for a reason with that. Nothing is tried again by itself. */
export async function remove<T>(path: string, contract: z.ZodType<T>, asker: Asker, body?: object): Promise<Answer<T>> {
  const said = body === undefined ? {} : { body: JSON.stringify(body) }
  return settle(path, contract, await send(path, asker, { method: 'DELETE', ...said }))
}

async function settle<T>(path: string, contract: z.ZodType<T>, response: Response | null): Promise<Answer<T>> {
  if (!response) return { ok: false, refusal: { kind: 'unreachable' } }
  const body = await jsonOf(response)
  if (!response.ok) return { ok: false, refusal: problemOf(response, body) }
  const parsed = contract.safeParse(body)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]
  return { ok: false, refusal: { kind: 'unreadable', detail: `${path} /${issue?.path.join('/')}: ${issue?.message}` } }
}

async function send(path: string, asker: Asker, request: RequestInit): Promise<Response | null> {
  const content = request.body === undefined ? {} : { 'content-type': 'application/json' }
  try {
    return await fetch(path, {
      ...request,
      headers: { accept: 'application/json', ...content, ...headersOf(asker) },
    })
  } catch (error) {
    if (request.signal?.aborted) throw error
    return null
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

/** The hub's problem document; a proxy in between may answer without one. */
export function problemOf(response: Response, body: unknown): Refusal {
  const problem = Problem.safeParse(body)
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return {
    kind: 'problem',
    status: response.status,
    problem: problem.success ? problem.data : undefined,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
  }
}
