import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, NoQuery, problemAnswer } from '@inquiry/http'
import {
  Catalogue,
  Resource,
  ResourceCode,
  ResourceDecision,
  ResourceOffer,
  ResourceRequest,
  ResourceRequests,
  ResourceRequestView,
} from '@inquiry/schema'

const tags = ['catalogue 数据共享目录']
const offerParams = z.object({
  code: ResourceCode.meta({ description: 'percent-encoded: a code holds a slash', examples: ['440100/parking'] }),
})
const requestParams = z.object({ id: z.uuid().meta({ examples: ['019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c'] }) })

/** A JSON-LD document; what it holds is DCAT's to say. */
const Dcat = z
  .looseObject({ '@context': z.record(z.string(), z.unknown()), '@id': z.string(), '@type': z.literal('dcat:Catalog') })
  .meta({
    id: 'DcatCatalogue',
    description: 'DCAT 3 (DCAT-AP 3.0.1), JSON-LD 1.1',
    examples: [
      {
        '@context': { dcat: 'http://www.w3.org/ns/dcat#', dataset: 'dcat:dataset' },
        '@id': '/v1/catalogue',
        '@type': 'dcat:Catalog',
        dataset: [{ '@id': '/v1/catalogue#440000-hub.cases', '@type': 'dcat:Dataset' }],
      },
    ],
  })

export const catalogueRoute = createRoute({
  method: 'get',
  path: '/v1/catalogue',
  tags,
  summary: '数据共享目录 the catalogue, as JSON or by content negotiation as DCAT 3 JSON-LD (public)',
  request: { query: NoQuery },
  responses: {
    200: {
      description: 'The catalogue',
      content: { 'application/json': { schema: Catalogue }, 'application/ld+json': { schema: Dcat } },
    },
    ...problemAnswer,
  },
})

export const offerRoute = createRoute({
  method: 'put',
  path: '/v1/catalogue/offers/{code}',
  tags,
  summary: '提供信息资源 offer a resource of one’s own, or describe it anew',
  request: { params: offerParams, query: NoQuery, body: jsonBody(ResourceOffer) },
  responses: {
    200: jsonAnswer(Resource, 'Described anew'),
    201: jsonAnswer(Resource, 'Offered'),
    ...problemAnswer,
  },
})

export const withdrawRoute = createRoute({
  method: 'delete',
  path: '/v1/catalogue/offers/{code}',
  tags,
  summary: '撤下信息资源 withdraw an offer; its provider or a coordinator',
  request: { params: offerParams, query: NoQuery },
  responses: { 204: { description: 'Withdrawn' }, ...problemAnswer },
})

export const askRoute = createRoute({
  method: 'post',
  path: '/v1/catalogue/requests',
  tags,
  summary: '申请共享 ask for a resource that is shared on a condition',
  request: { query: NoQuery, body: jsonBody(ResourceRequest) },
  responses: { 201: jsonAnswer(ResourceRequestView, 'Asked'), ...problemAnswer },
})

export const requestsRoute = createRoute({
  method: 'get',
  path: '/v1/catalogue/requests',
  tags,
  summary: '共享申请 a node’s own requests and those for what it offers; for coordinators all',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(ResourceRequests, 'The requests, newest first'), ...problemAnswer },
})

export const decideRoute = createRoute({
  method: 'post',
  path: '/v1/catalogue/requests/{id}/decision',
  tags,
  summary: '决定共享申请 grant or refuse with a reason; a grant may be refused later, which ends it',
  request: { params: requestParams, query: NoQuery, body: jsonBody(ResourceDecision) },
  responses: { 200: jsonAnswer(ResourceRequestView, 'The request as it now stands'), ...problemAnswer },
})
