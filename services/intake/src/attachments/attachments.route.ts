import { hash } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { askingNode, isWithin, readAs, recordAccess, type Access, type Identity } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import { loadCases, type CaseFile } from '@inquiry/case-record'
import type { Database, Transaction } from '@inquiry/database'
import { createRouter, NoQuery, problemAnswer } from '@inquiry/http'
import { caseView, type Viewer } from '@inquiry/lifecycle'
import { fail } from '@inquiry/problems'
import { Digest } from '@inquiry/schema'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { attachmentBytes, casesNaming, keepAttachment } from './attachments.query.ts'

export type AttachmentsOptions = { db: Database; access: Access; now: () => Date }

/** Bytes of an attachment at most (annex B11). */
export const maxAttachmentBytes = 20 * 1024 * 1024

const tags = ['attachments 附件']
const params = z.object({ digest: Digest })
const binary = { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } }
const putRoute = createRoute({
  method: 'put',
  path: '/v1/attachments/{digest}',
  tags,
  summary: '上传附件 bring the bytes of an attachment, before or after the message that names it',
  request: { params, query: NoQuery },
  responses: { 200: { description: 'Known already' }, 201: { description: 'Kept' }, ...problemAnswer },
})
const getRoute = createRoute({
  method: 'get',
  path: '/v1/attachments/{digest}',
  tags,
  summary: '下载附件 the bytes, for who sees a case that names them',
  request: { params, query: NoQuery },
  responses: { 200: { description: 'The bytes', content: binary }, ...problemAnswer },
})

/** `PUT` and `GET /v1/attachments/{digest}` (annex B11): bytes are checked on the way in, and read through a case only. */
export function attachmentsRoutes({ db, access, now }: AttachmentsOptions) {
  const app = createRouter()
  app.on(
    'PUT',
    '/v1/attachments/:digest',
    access.node(),
    plainBody,
    bodyLimit({ maxSize: maxAttachmentBytes, onError: tooLarge }),
  )
  app.on('GET', '/v1/attachments/:digest', access.anyone())
  app.openapi(putRoute, async (c) => {
    const { digest } = c.req.valid('param')
    const body = new Uint8Array(await c.req.arrayBuffer())
    mustMatch(body, digest)
    const { nodeId } = askingNode(c)
    const kept = await db.transaction().execute((tx) => keepAttachment(tx, { nodeId, digest, bytes: body }, now()))
    return c.body(null, kept === 'new' ? 201 : 200)
  })
  app.openapi(getRoute, async (c) => {
    const { digest } = c.req.valid('param')
    const identity = c.get('identity')
    const naming = await casesNaming(db, digest)
    const caseIds = await readAs(db, identity, (rows) => casesShowing(rows, naming, digest, identity, now()))
    const bytes = caseIds.length === 0 ? undefined : await attachmentBytes(db, digest)
    if (!bytes) return fail('not-found', '没有这个附件。', 'There is no such attachment.')
    await recordAccess(db, identity, { what: 'attachment', way: 'download', caseIds }, now())
    // Whatever it is, no browser runs it.
    return c.body(Buffer.from(bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    }) as never
  })
  return app
}

/** Which of the cases that name a digest show the attachment to who asks. */
async function casesShowing(
  rows: Database | Transaction,
  naming: readonly string[],
  digest: string,
  identity: Identity,
  now: Date,
): Promise<string[]> {
  const viewer: Viewer = identity.kind === 'node' ? { node: identity.nodeId } : 'coordinator'
  const files = await loadCases(rows, naming)
  const mayLook = ({ state }: CaseFile): boolean => identity.kind === 'node' || isWithin(identity, state.division)
  const shows = ({ state }: CaseFile): boolean | undefined =>
    caseView(state, viewer, { now: logTime(now) })?.attachments?.some((attachment) => attachment.digest === digest)
  return [...files].flatMap(([caseId, file]) => (mayLook(file) && shows(file) ? [caseId] : []))
}

function mustMatch(body: Uint8Array, digest: string): void {
  const found = `sha-256:${hash('sha256', body, 'base64url')}`
  if (found === digest) return
  fail('digest-mismatch', `收到的内容的摘要是 ${found}。`, `The bytes that came have the digest ${found}.`)
}

const plainBody: MiddlewareHandler = (c, next) => {
  const type = c.req.header('content-type') ?? ''
  if (
    !/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*\s*(;|$)/i.test(type) ||
    c.req.header('content-encoding') !== undefined
  )
    fail(
      'unsupported-media-type',
      '请以附件的 mediaType 作为 Content-Type 发送，不加 Content-Encoding。',
      'Send it under its mediaType as Content-Type, without Content-Encoding.',
    )
  return next()
}

const tooLarge = (): never =>
  fail(
    'envelope-too-large',
    `附件不得超过 ${maxAttachmentBytes} 字节。`,
    `An attachment has at most ${maxAttachmentBytes} bytes.`,
  )
