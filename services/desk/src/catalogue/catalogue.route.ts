import { askingNode, readAs, type Access, type AccessEnv } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import { createRouter, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { toDcat, type Resource } from '@inquiry/schema'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import * as contract from './catalogue.contract.ts'
import { findResource, putOffer, readCatalogue, withdrawOffer, type HubProvider } from './offers.query.ts'
import { addRequest, decideRequest, listRequests } from './requests.query.ts'

export type CatalogueOptions = { db: Database; access: Access; now: () => Date; hub: HubProvider }

const jsonLd = 'application/ld+json'

/** `/v1/catalogue…` (§12, annex C11): the public catalogue, the nodes' offers, and requests for what is conditional. */
export function catalogueRoutes({ db, access, now, hub }: CatalogueOptions) {
  const app = createRouter()
  app.on('PUT', '/v1/catalogue/offers/:code', access.node())
  app.on('DELETE', '/v1/catalogue/offers/:code', access.anyone())
  app.on('POST', '/v1/catalogue/requests', access.node())
  app.on('GET', '/v1/catalogue/requests', access.anyone())
  app.use('/v1/catalogue/requests/:id/decision', access.anyone())
  app.use('/v1/catalogue/*', strictJsonBody())
  app.openapi(contract.catalogueRoute, async (c) => {
    const catalogue = await readCatalogue(db, hub)
    c.header('vary', 'Accept')
    if (!wantsJsonLd(c)) return c.json(catalogue, 200)
    return c.body(JSON.stringify(toDcat(catalogue, `${hub.name}数据共享目录`, '')), 200, {
      'content-type': jsonLd,
    }) as never
  })
  app.openapi(contract.offerRoute, async (c) => {
    const { nodeId } = askingNode(c)
    const resource = c.req.valid('json')
    mustBeOwn(nodeId, resource.code, c.req.valid('param').code)
    const outcome = await putOffer(db, nodeId, resource, now())
    return c.json(resource, outcome === 'new' ? 201 : 200)
  })
  app.openapi(contract.withdrawRoute, async (c) => {
    const asker = coordinatorOrNode(c)
    const withdrawn = await withdrawOffer(db, c.req.valid('param').code, asker.nodeId)
    if (!withdrawn) fail('not-found', '没有这项可撤下的资源。', 'There is no such offer to withdraw.')
    return c.body(null, 204)
  })
  app.openapi(contract.askRoute, async (c) => {
    const { nodeId } = askingNode(c)
    const asked = c.req.valid('json')
    const provider = providerOf(await findResource(db, hub, asked.resource), nodeId)
    return c.json(await addRequest(db, { ...asked, nodeId, provider }, now()), 201)
  })
  app.openapi(contract.requestsRoute, async (c) => {
    const asker = c.get('identity')
    const nodeId = asker.kind === 'node' ? asker.nodeId : undefined
    const requests = await readAs(db, asker, (rows) => listRequests(rows, nodeId))
    return c.json({ requests }, 200)
  })
  app.openapi(contract.decideRoute, async (c) => {
    const by = { ...coordinatorOrNode(c), at: now() }
    const outcome = await decideRequest(db, c.req.valid('param').id, c.req.valid('json'), by)
    if (outcome === 'unknown') fail('not-found', '没有这项申请。', 'There is no such request.')
    if (outcome === 'not-provider') fail('forbidden', '由资源提供方决定。', 'The provider of the resource decides.')
    if (outcome === 'decided') fail('invalid-transition', '该申请已有决定。', 'The request is decided already.')
    return c.json(outcome, 200)
  })
  return app
}

function wantsJsonLd(c: Context): boolean {
  const supports = ['application/json', jsonLd]
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === jsonLd
}

/** A node offers under its own id, so that no two nodes' codes can meet, and at the address that the code says. */
function mustBeOwn(nodeId: string, code: string, addressed: string): void {
  if (code !== addressed)
    fail('invalid-body', 'code 与地址中的代码不同。', 'The code differs from the one in the address.', {
      errors: [{ pointer: '/code', rule: 'const', message: addressed, example: addressed }],
    })
  if (!code.startsWith(`${nodeId}/`))
    fail('forbidden', `资源代码须以 ${nodeId}/ 开头。`, `The code of a resource of yours begins with ${nodeId}/.`)
}

/** A coordinator or administrator of the whole hub, who acts for any node, or a node, which acts for itself. */
function coordinatorOrNode(c: Context<AccessEnv>): { nodeId?: string; subject: string } {
  const asker = c.get('identity')
  if (asker.kind === 'node') return { nodeId: asker.nodeId, subject: asker.nodeId }
  const holds = asker.roles.includes('coordinator') || asker.roles.includes('admin')
  if (holds && asker.divisions === null) return { subject: asker.subject }
  return fail(
    'forbidden',
    '需要负责整个枢纽的角色：coordinator 或 admin',
    'This needs the role coordinator or admin for the whole hub.',
  )
}

/** Who provides a resource that may be asked for: the part of its code before the slash. */
function providerOf(resource: Resource | undefined, nodeId: string): string {
  const unfit = (rule: string, zh: string, en: string): never =>
    fail('invalid-body', zh, en, { errors: [{ pointer: '/resource', rule, message: en }] })
  if (!resource) return unfit('code', '目录中没有这项资源。', 'The catalogue holds no such resource.')
  const provider = resource.code.split('/')[0] ?? ''
  if (resource.sharing.type === 'unconditional')
    return unfit(
      'conditional',
      '该资源无条件共享，无需申请。',
      'The resource is shared without condition: no need to ask.',
    )
  if (resource.sharing.type === 'none') return unfit('conditional', '该资源不予共享。', 'The resource is not shared.')
  if (provider === nodeId) return unfit('conditional', '这是本节点自己的资源。', 'The resource is your own.')
  return provider
}
