import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { preferredLanguage, problemDocument, type ProblemCause } from '@inquiry/problems'
import { problems } from '@inquiry/schema'

/** What is said of a body that has begun to arrive: why it is sent away, that it is let in, or that `more` is needed. */
export type Look = (start: Buffer) => ProblemCause | 'in' | 'more'

/**
 * Says of a request when only its head is read whether it is let in, why it is sent away, or how to tell by the first
 * bytes of its body.
 */
export type Doorkeeper = (request: IncomingMessage) => ProblemCause | 'in' | Look

/**
 * Let in whom the doorkeeper lets in, and send the others away before anything is spent on them: a hub with too much to do
 * must not use up what it has on saying no. What the body still brings is thrown away, and the connection serves on.
 */
export function guarded(doorkeeper: Doorkeeper, listener: RequestListener): RequestListener {
  return (request, response) => {
    const judged = doorkeeper(request)
    if (judged === 'in') listener(request, response)
    else if (typeof judged === 'function') lookIn(request, judged, () => listener(request, response), away)
    else away(judged)
    function away(reason: ProblemCause): void {
      sendAway(request, response, reason)
    }
  }
}

/**
 * Look at what comes before it goes into the request's own stream, in the same turn in which it is parsed: a stream that
 * is begun for each of those who flood, and then thrown away, costs more than the answer.
 */
function lookIn(request: IncomingMessage, look: Look, letIn: () => void, away: (reason: ProblemCause) => void): void {
  const seen: Buffer[] = []
  const push = request.push.bind(request)
  request.push = (part: Buffer | null): boolean => {
    if (part !== null) seen.push(part)
    const judged = part === null ? 'in' : look(seen.length === 1 ? part : Buffer.concat(seen))
    if (judged === 'more') return true
    // From here on what comes goes into the stream as ever.
    request.push = push
    if (judged !== 'in') {
      away(judged)
      return true
    }
    let wantsMore = true
    for (const one of seen) wantsMore = push(one)
    if (part === null) push(null)
    letIn()
    return wantsMore
  }
}

type Ready = { status: number; headers: string[]; body: string }
/** Answers kept at most: few reasons times few waits are given at few addresses. */
const mostReady = 1_000
const ready = new Map<string, Ready>()

function sendAway({ url = '/', headers }: IncomingMessage, response: ServerResponse, reason: ProblemCause): void {
  const language = preferredLanguage(headers['accept-language'])
  const retryAfter = Math.ceil(reason.retryAfter ?? 1)
  const name = `${reason.slug} ${language} ${retryAfter} ${url}`
  const answer = ready.get(name) ?? answerOf(reason, language, retryAfter, url)
  if (ready.size >= mostReady) ready.clear()
  ready.set(name, answer)
  response.writeHead(answer.status, answer.headers).end(answer.body, 'latin1')
}

/** The answer that `problems` gives, as bytes that stand in a string of one byte each. */
function answerOf(reason: ProblemCause, language: 'zh' | 'en', retryAfter: number, url: string): Ready {
  const body = Buffer.from(JSON.stringify(problemDocument(reason, language, url)))
  const headers = [
    ['content-type', 'application/problem+json'],
    ['content-language', language === 'zh' ? 'zh-CN' : 'en'],
    ['vary', 'Accept-Language'],
    ['cache-control', 'no-store'],
    ['link', `</docs/problems/${reason.slug}>; rel="help"`],
    ['retry-after', String(retryAfter)],
    ['content-length', String(body.length)],
  ]
  return { status: problems[reason.slug].status, headers: headers.flat(), body: body.toString('latin1') }
}
