import { OpenAPIHono, z, type RouteConfig } from '@hono/zod-openapi'
import type { AccessEnv } from '@inquiry/access'
import { fail, preferredLanguage } from '@inquiry/problems'
import { faultsOf, sentence, type Fault } from '@inquiry/schema'
import type { Context } from 'hono'

/** A router whose contracts are checked on the way in: parameters 400 `invalid-parameter`, bodies 422 `invalid-body`. */
export function createRouter(): OpenAPIHono<AccessEnv> {
  const router = new OpenAPIHono<AccessEnv>()
  const { openapi } = router
  router.openapi = (route, handler, hook = refusal(route)) => openapi(route, handler, hook)
  return router
}

/** What came of checking a part of a request against its contract. */
type Checked = { target: string } & ({ success: true } | { success: false; error: z.ZodError; data?: unknown })

/** Refuses what breaks a route's contract, naming each place with what would be right there. */
function refusal(route: RouteConfig) {
  return (result: Checked, c: Context): undefined => {
    if (result.success) return undefined
    if (result.target === 'param') fail('not-found', '此地址没有内容。', 'There is nothing at this address.')
    const language = preferredLanguage(c.req.header('accept-language'))
    const inQuery = result.target === 'query'
    const schema = inQuery ? route.request?.query : jsonContract(route)
    const errors = faultsOf(result.error.issues, {
      value: result.data,
      ...(schema instanceof z.ZodType ? { schema } : {}),
      root: inQuery ? '?' : '',
      language,
    }).map(({ pointer, message, ...fault }): Fault => {
      const unknown = fault.rule === 'unknown-member'
      return {
        pointer: inQuery ? pointer.replace('?/', '?') : pointer,
        ...fault,
        message: unknown ? sentence(inQuery ? 'no-parameter' : 'no-member', undefined, language) : message,
      }
    })
    const places = errors.map((fault) => fault.pointer).join(', ')
    if (result.target === 'json')
      fail('invalid-body', `请求内容无效：${places}`, `The body is invalid at ${places}.`, { errors })
    fail('invalid-parameter', `参数无效：${places}`, `A parameter is invalid: ${places}.`, { errors })
  }
}

function jsonContract({ request }: RouteConfig): unknown {
  const content = request?.body?.content['application/json']
  return content && 'schema' in content ? content.schema : undefined
}
