import type { Database } from '@inquiry/database'
import { unwrapKey, wrapKey } from '@inquiry/envelope'
import { fail } from '@inquiry/problems'
import type { Context, Next } from 'hono'
import { createHash } from 'node:crypto'
import { claimKey, keepAnswer, releaseKey, type KeyedCommand } from './kept-answers.query.ts'

/** Where answers are kept, and the key of 32 bytes that they are encrypted under. */
export type AnswerBook = { db: Database; masterKey: Uint8Array; now: () => Date }

type Kept = { status: number; headers: Record<string, string>; body: string }

/** The `Idempotency-Key` of a request, if one came; throws `invalid-parameter` for one of another form. */
export function idempotencyKey(c: Context): string | undefined {
  const key = c.req.header('idempotency-key')
  if (key === undefined || /^[\x21-\x7e]{1,255}$/.test(key)) return key
  return fail(
    'invalid-parameter',
    'Idempotency-Key 应为 1–255 个可见字符。',
    'Idempotency-Key takes 1 to 255 visible characters.',
    {
      errors: [{ pointer: '/header/idempotency-key', rule: 'pattern', message: '1–255', example: 'c-20261122-0001' }],
    },
  )
}

/**
 * Do a coordinator's command once for its `Idempotency-Key`: for 24 hours the same command gets the same answer, a refusal
 * too, and another command is refused (annex B43). A failure of the hub's own is not kept. Without a key, or for a read,
 * nothing is kept. Should the hub die between a deed and its answer, the deed is done again a minute later at the earliest.
 */
export async function answerOnce(c: Context, subject: string, book: AnswerBook, next: Next): Promise<Response | void> {
  const key = ['GET', 'HEAD'].includes(c.req.method) ? undefined : idempotencyKey(c)
  if (key === undefined) return next()
  const command = { subject, key, digest: await digestOf(c) }
  const claimed = await claimKey(book.db, command, book.now())
  if (claimed === 'other') return keyUsed()
  if (claimed === 'being-done')
    return fail('unavailable', '同一命令正在执行，请稍后再试。', 'The same command is being done; ask again.', {
      retryAfter: 1,
    })
  if (claimed !== 'mine') return replay(claimed.wrapped, command, book)
  try {
    await next()
  } catch (error) {
    await releaseKey(book.db, command)
    throw error
  }
  if (c.res.status >= 500 || c.res.status === 429) return releaseKey(book.db, command)
  await keepAnswer(book.db, command, await wrapped(c.res.clone(), command, book))
}

async function digestOf(c: Context): Promise<string> {
  const body = new Uint8Array(await c.req.raw.clone().arrayBuffer())
  const { pathname, search } = new URL(c.req.url)
  return createHash('sha256').update(`${c.req.method} ${pathname}${search}\n`).update(body).digest('base64url')
}

async function wrapped(answer: Response, { subject, key }: KeyedCommand, { masterKey }: AnswerBook): Promise<Buffer> {
  const body = Buffer.from(await answer.arrayBuffer()).toString('base64')
  const kept: Kept = { status: answer.status, headers: Object.fromEntries(answer.headers), body }
  return wrapKey(Buffer.from(JSON.stringify(kept)), nameOf(subject, key), masterKey)
}

function replay(bytes: Buffer, { subject, key }: KeyedCommand, { masterKey }: AnswerBook): Response {
  const opened = unwrapKey(bytes, nameOf(subject, key), masterKey)
  if (!opened) throw new Error('a kept answer does not open with this master key')
  const { status, headers, body } = JSON.parse(opened.toString()) as Kept
  return new Response(body === '' ? null : Buffer.from(body, 'base64'), { status, headers })
}

function nameOf(subject: string, key: string): string {
  return `answer ${subject} ${key}`
}

/** Throws the refusal of a key that came with another command before. */
function keyUsed(): never {
  return fail(
    'invalid-body',
    '此 Idempotency-Key 已用于另一项命令，请换一个。',
    'This Idempotency-Key was used for another command; use a new one.',
    { errors: [{ pointer: '/header/idempotency-key', rule: 'unique', message: 'Idempotency-Key' }] },
  )
}
