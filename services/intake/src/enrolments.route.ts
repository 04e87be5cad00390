import { createRoute, z } from '@hono/zod-openapi'
import type { LogOptions } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { KeyDirectory } from '@inquiry/registry'
import type { Signer } from '@inquiry/envelope'
import { createRouter, joseBody, jsonAnswer, problemAnswer } from '@inquiry/http'
import { preferredLanguage } from '@inquiry/problems'
import { EnrolmentAnswer, KeyAnswer } from '@inquiry/schema'
import { addKeyToNode } from './enrol/add-key.ts'
import { enrolNode } from './enrol/enrol-node.ts'

export type EnrolmentOptions = LogOptions & { db: Database; keys: KeyDirectory; signer: Signer; wallClock: () => Date }

const tags = ['enrolment 接入']
const jws = (typ: string) => ({
  required: true,
  content: { 'application/jose': { schema: z.string().openapi({ description: `compact JWS, typ ${typ}` }) } },
})

const enrolRoute = createRoute({
  method: 'post',
  path: '/v1/enrolments',
  tags,
  summary: '节点接入 enrol with a one-time code and proof of possession',
  middleware: joseBody(),
  request: { query: z.strictObject({}), body: jws('inquiry-enrolment+jwt') },
  responses: { 201: jsonAnswer(EnrolmentAnswer, 'The key is registered'), ...problemAnswer },
})
const addKeyRoute = createRoute({
  method: 'post',
  path: '/v1/keys',
  tags,
  summary: '登记新密钥 add a key, signed by a current one',
  middleware: joseBody(),
  request: { query: z.strictObject({}), body: jws('inquiry-key+jwt') },
  responses: { 201: jsonAnswer(KeyAnswer, 'The key is registered'), ...problemAnswer },
})

/** `POST /v1/enrolments` and `POST /v1/keys` (§3, annex A21, B31). */
export function enrolmentRoutes(options: EnrolmentOptions) {
  const app = createRouter()
  app.openapi(enrolRoute, async (c) => {
    const language = preferredLanguage(c.req.header('accept-language'))
    return c.json(
      (await enrolNode(new Uint8Array(await c.req.arrayBuffer()), language, options)) as EnrolmentAnswer,
      201,
    )
  })
  app.openapi(addKeyRoute, async (c) => {
    const language = preferredLanguage(c.req.header('accept-language'))
    return c.json((await addKeyToNode(new Uint8Array(await c.req.arrayBuffer()), language, options)) as KeyAnswer, 201)
  })
  return app
}
