import { parseIJson } from '@inquiry/envelope'
import { parse, Problem } from '@inquiry/schema'
import { no } from './answer.ts'
import type { Answer, Failure } from './answer.ts'

/** One request to the hub: a path of its origin, and either a bearer token or a signed body. */
export type HubRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  token?: string
  /** A compact JWS, sent as `application/jose`. */
  jws?: string
  /** Bytes of whatever kind, sent as `application/octet-stream`. */
  bytes?: Uint8Array | undefined
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/** A thousand inbox events with the longest texts are about this long. */
const maxAnswerBytes = 2 ** 27

/**
 * Ask the hub once. A 2xx gives the answer's JSON, undefined where it has no content; everything else is a failure.
 * Redirects are not followed: a hub answers at its own address.
 */
export async function callHub(hubUrl: string, request: HubRequest): Promise<Answer<unknown>> {
  const { method, path, token, jws, bytes, timeoutMs, signal } = request
  if (signal?.aborted) return no({ kind: 'stopped' })
  const limits = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]
  try {
    const response = await fetch(new URL(hubUrl).origin + path, {
      method,
      redirect: 'error',
      signal: AbortSignal.any(limits),
      headers: {
        accept: 'application/json, application/problem+json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(jws === undefined ? {} : { 'content-type': 'application/jose' }),
        ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      ...(jws === undefined ? {} : { body: jws }),
      ...(bytes === undefined ? {} : { body: Buffer.from(bytes) }),
    })
    const body = await bodyOf(response)
    return body ? read(response, body) : no({ kind: 'untrusted', detail: 'the answer does not end' })
  } catch (error) {
    return no(signal?.aborted ? { kind: 'stopped' } : { kind: 'unreachable', detail: reason(error) })
  }
}

/** The bytes of an answer, undefined where there are more than any answer has. */
async function bodyOf(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > maxAnswerBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function read(response: Response, body: Uint8Array): Answer<unknown> {
  if (response.ok && body.length === 0) return { ok: true, value: undefined }
  const json = parseIJson(body)
  if (!response.ok) return no(failure(response, json.ok ? json.value : undefined))
  return json.ok ? { ok: true, value: json.value } : no({ kind: 'untrusted', detail: 'the answer is not JSON' })
}

function failure(response: Response, body: unknown): Failure {
  const seconds = response.headers.get('retry-after') ?? ''
  const retryAfter = /^\d{1,9}$/.test(seconds) ? { retryAfter: Number(seconds) } : {}
  const problem = parse(Problem, body)
  if (problem.ok && problem.value.status === response.status)
    return { kind: 'refused', problem: problem.value, ...retryAfter }
  return { kind: 'unreachable', detail: `HTTP ${response.status} without a problem document`, ...retryAfter }
}

/** What the system says of a failed connection; fetch puts it in the cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
