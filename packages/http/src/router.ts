import { OpenAPIHono } from '@hono/zod-openapi'
import type { AccessEnv } from '@inquiry/access'
import { fail, preferredLanguage } from '@inquiry/problems'
import { faultsOf } from '@inquiry/schema'

/** A router whose contracts are checked on the way in: parameters 400 `invalid-parameter`, bodies 422 `invalid-body`. */
export function createRouter(): OpenAPIHono<AccessEnv> {
  return new OpenAPIHono<AccessEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      const language = preferredLanguage(c.req.header('accept-language'))
      const inQuery = result.target === 'query'
      const errors = faultsOf(result.error.issues, {
        value: (result as { data?: unknown }).data,
        root: inQuery ? '?' : '',
        language,
      }).map((fault) => ({
        ...fault,
        pointer: inQuery ? fault.pointer.replace('?/', '?') : fault.pointer,
      }))
      const places = errors.map((fault) => fault.pointer).join(', ')
      if (result.target === 'param') fail('not-found', '此地址没有内容。', 'There is nothing at this address.')
      if (result.target === 'json')
        fail('invalid-body', `请求内容无效：${places}`, `The body is invalid at ${places}.`, { errors })
      fail('invalid-parameter', `参数无效：${places}`, `A parameter is invalid: ${places}.`, { errors })
    },
  })
}
