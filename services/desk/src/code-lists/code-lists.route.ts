import { mustLookAfter, readAs, type Access, type AccessEnv, type Identity } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, strictJsonBody } from '@inquiry/http'
import { fail, preferredLanguage } from '@inquiry/problems'
import { findNode } from '@inquiry/registry'
import {
  codeListNames,
  coverage,
  entriesWithoutStandard,
  sentence,
  type CodeMapping,
  type MappingRequest,
  type MappingView,
} from '@inquiry/schema'
import type { Context } from 'hono'
import { etag } from 'hono/etag'
import * as contract from './code-lists.contract.ts'
import { codeListOf } from './lists.ts'
import { localCodeCounts, putMapping, readMapping, type MappingKey } from './mappings.query.ts'

export type CodeListOptions = {
  db: Database
  access: Access
  now: () => Date
  /** Called when a mapping was put in this process: what is sent from then on is translated by it. */
  mappingsChanged: () => void
}

/** Twenty thousand entries with long names. */
const maxMappingBytes = 8 * 1024 * 1024
const mappingPath = '/v1/code-lists/:name/mappings/:nodeId'

/** `/v1/code-lists…` (§12, annex C12): public lists, and the nodes' mappings to them. */
export function codeListRoutes({ db, access, now, mappingsChanged }: CodeListOptions) {
  const app = createRouter()
  app.use('/v1/code-lists/:name', etag())
  app.use(mappingPath, access.anyone())
  app.use(mappingPath, strictJsonBody(maxMappingBytes))
  app.openapi(contract.indexRoute, (c) => {
    const codeLists = codeListNames.map((name) => ({ name, version: codeListOf(name).version }))
    return c.json({ codeLists }, 200, { 'cache-control': 'public, max-age=3600' })
  })
  app.openapi(contract.listRoute, (c) => {
    const list = codeListOf(c.req.valid('param').name)
    const { version = list.version } = c.req.valid('query')
    if (version !== list.version)
      fail('not-found', `代码表 ${list.name} 没有版本 ${version}。`, `The list ${list.name} has no version ${version}.`)
    return c.json(list as never, 200, { 'cache-control': 'public, max-age=3600' })
  })
  app.openapi(contract.getMappingRoute, async (c) => {
    const key = await keyIn(c, c.req.valid('param'), ['coordinator', 'auditor', 'admin'])
    return c.json((await viewOf(c.get('identity'), key)) as never, 200)
  })
  app.openapi(contract.putMappingRoute, async (c) => {
    const key = await keyIn(c, c.req.valid('param'), ['coordinator', 'admin'])
    const request = c.req.valid('json')
    mustLeadToCodes(c, { ...request, ...key }, now())
    await putMapping(db, key, request, { at: now(), by: askerOf(c) })
    mappingsChanged()
    return c.json((await viewOf(c.get('identity'), key)) as never, 200)
  })
  return app

  async function viewOf(asker: Identity, key: MappingKey): Promise<MappingView> {
    const { mapping, counts } = await readAs(db, asker, async (rows) => ({
      mapping: (await readMapping(rows, key)) ?? { ...key, version: '0', entries: [] },
      counts: await localCodeCounts(rows, key),
    }))
    const covered = coverage(mapping, counts)
    return { ...mapping, entries: [...mapping.entries], coverage: covered }
  }

  /** A node may see and put its own mapping, a coordinator with one of the roles that of any node. */
  async function keyIn(
    c: Context<AccessEnv>,
    { name, nodeId }: { name: MappingKey['list']; nodeId: string },
    roles: readonly string[],
  ): Promise<MappingKey> {
    const asker = c.get('identity')
    const mayDo = asker.kind === 'node' ? asker.nodeId === nodeId : asker.roles.some((role) => roles.includes(role))
    if (!mayDo) fail('forbidden', '节点只能查看和上传自己的映射。', 'A node sees and puts its own mapping only.')
    mustLookAfter(asker, nodeId)
    if (!(await findNode(db, nodeId))) fail('not-found', '没有这个节点。', 'There is no such node.')
    return { list: name, nodeId }
  }
}

/** Every entry must lead to a code of the list that is in force today. */
function mustLeadToCodes(c: Context, mapping: CodeMapping & MappingRequest, now: Date): void {
  const today = logTime(now).slice(0, 10)
  const missing = new Set(entriesWithoutStandard(mapping, codeListOf(mapping.list), today))
  if (missing.size === 0) return
  const language = preferredLanguage(c.req.header('accept-language'))
  const errors = mapping.entries.flatMap((entry, i) =>
    missing.has(entry)
      ? [{ pointer: `/entries/${i}/standard`, rule: 'code', message: sentence('code', undefined, language) }]
      : [],
  )
  fail(
    'invalid-body',
    `${missing.size} 项映射的标准代码不在代码表 ${mapping.list} 中或今日无效。`,
    `${missing.size} entries lead to no code of the list ${mapping.list} that is in force today.`,
    { errors: errors.slice(0, 100) },
  )
}

function askerOf(c: Context<AccessEnv>): string {
  const asker = c.get('identity')
  return asker.kind === 'node' ? asker.nodeId : asker.subject
}
