import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, NoQuery, problemAnswer } from '@inquiry/http'
import { CodeList, CodeListIndex, codeListNames, MappingRequest, MappingView, NodeId } from '@inquiry/schema'

const tags = ['code lists 代码表']
const list = z.enum(codeListNames)
const mappingPath = '/v1/code-lists/{name}/mappings/{nodeId}'
const mappingParams = z.object({ name: list, nodeId: NodeId })

export const indexRoute = createRoute({
  method: 'get',
  path: '/v1/code-lists',
  tags,
  summary: '代码表目录 the code lists and their versions (public)',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(CodeListIndex, 'The lists'), ...problemAnswer },
})

export const listRoute = createRoute({
  method: 'get',
  path: '/v1/code-lists/{name}',
  tags,
  summary: '代码表 one list with its codes, labels and days of validity (public)',
  request: {
    params: z.object({ name: list }),
    query: z.strictObject({ version: z.string().min(1).max(64).optional().openapi({ example: '1' }) }),
  },
  responses: { 200: jsonAnswer(CodeList, 'The list'), ...problemAnswer },
})

export const getMappingRoute = createRoute({
  method: 'get',
  path: mappingPath,
  tags,
  summary: '代码映射及覆盖率 a node’s mapping, and how much of what it sent is translated',
  request: { params: mappingParams, query: NoQuery },
  responses: {
    200: jsonAnswer(MappingView, 'The mapping; version `0` and no entries where none was put'),
    ...problemAnswer,
  },
})

export const putMappingRoute = createRoute({
  method: 'put',
  path: mappingPath,
  tags,
  summary: '上传代码映射 put a mapping whole; it holds for what is sent from then on',
  request: { params: mappingParams, query: NoQuery, body: jsonBody(MappingRequest) },
  responses: { 200: jsonAnswer(MappingView, 'The mapping as it now stands'), ...problemAnswer },
})
