import { problems } from '@inquiry/schema'
import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { preferredLanguage, problemDocument } from './document.ts'
import { ProblemError, type ProblemCause } from './problem-error.ts'

/** Answer with a problem, in the reader's language, and where its cause and remedy are told (RFC 8288, rel `help`). */
export function respondProblem(c: Context, cause: ProblemCause): Response {
  const language = preferredLanguage(c.req.header('accept-language'))
  const document = problemDocument(cause, language, c.req.path)
  return c.body(JSON.stringify(document), problems[cause.slug].status as ContentfulStatusCode, {
    'content-type': 'application/problem+json',
    'content-language': language === 'zh' ? 'zh-CN' : 'en',
    vary: 'Accept-Language',
    'cache-control': 'no-store',
    link: `</docs/problems/${cause.slug}>; rel="help"`,
    ...(cause.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(cause.retryAfter)) }),
    ...cause.headers,
  })
}

/** What a failure that nobody foresaw is reported to, beside the answer that says nothing of it. */
export type ReportFailure = (error: unknown, c: Context) => void

/** Turns every error of a request into a problem; what is not a problem becomes a 500 that reveals nothing. */
export function problemHandler(report: ReportFailure): ErrorHandler {
  return (error, c) => {
    if (error instanceof ProblemError) return respondProblem(c, error.reason)
    if (error instanceof HTTPException) return respondProblem(c, fromHttpException(error))
    report(error, c)
    if (isOutage(error)) {
      return respondProblem(c, {
        slug: 'unavailable',
        detail: {
          zh: '数据库暂不可用，请稍后重发同一请求。',
          en: 'The database is away; send the same request again later.',
        },
        retryAfter: 2,
      })
    }
    return respondProblem(c, {
      slug: 'internal-error',
      detail: { zh: '枢纽处理时出错，已记录。', en: 'The hub failed; the failure is on record.' },
    })
  }
}

export const problemNotFound: NotFoundHandler = (c) =>
  respondProblem(c, { slug: 'not-found', detail: { zh: '此地址没有内容。', en: 'There is nothing at this address.' } })

function fromHttpException(error: HTTPException): ProblemCause {
  const detail = { zh: '请求无法读取。', en: 'The request cannot be read.' }
  if (error.status === 413) return { slug: 'envelope-too-large', detail }
  if (error.status === 415) return { slug: 'unsupported-media-type', detail }
  return { slug: error.status === 400 ? 'invalid-body' : 'internal-error', detail }
}

/** Whether the failure is the database being away or full: PostgreSQL classes 08, 53, 57, 58, or a broken connection. */
function isOutage(error: unknown): boolean {
  const code = (error as { code?: unknown })?.code
  if (typeof code === 'string' && /^(08|53|57|58)/.test(code)) return true
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE' || code === '25006') return true
  const message = error instanceof Error ? error.message : ''
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/i.test(
    message,
  )
}
