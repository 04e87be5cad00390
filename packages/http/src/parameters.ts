import { z } from '@hono/zod-openapi'
import { fail, preferredLanguage } from '@inquiry/problems'
import { sentence } from '@inquiry/schema'
import type { MiddlewareHandler } from 'hono'

/** A whole number in a query, written plainly: no sign but `-`, no leading zero, no exponent. */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .regex(/^(0|-?[1-9]\d{0,15})$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .openapi({ type: 'integer', minimum: min, maximum: max })
    .meta({ examples: [Math.min(100, max)] })
}

/** The query of every page of events: what comes after a position, how many, how long to wait for the first (annex A6). */
export const PageQuery = z.strictObject({
  after: wholeNumber({ min: -1, max: Number.MAX_SAFE_INTEGER }).optional(),
  limit: wholeNumber({ min: 1, max: 1000 }).optional(),
  wait: wholeNumber({ min: 0, max: 30 }).optional(),
})

/** The query of a path that takes no parameters. */
export const NoQuery = z.strictObject({})

/** Refuses parameters, each by its name, at a path that takes none and has no contract to say so (annex B34). */
export const noParameters: MiddlewareHandler = (c, next) => {
  const language = preferredLanguage(c.req.header('accept-language'))
  const message = sentence('no-parameter', undefined, language)
  const errors = Object.keys(c.req.query()).map((name) => ({ pointer: `?${name}`, rule: 'unknown-member', message }))
  if (errors.length > 0)
    fail('invalid-parameter', '此地址不接受参数。', 'This address takes no parameters.', { errors })
  return next()
}
