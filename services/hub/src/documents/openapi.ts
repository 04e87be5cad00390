import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AccessEnv } from '@inquiry/access'
import { sample } from 'openapi-sampler'
import { isForNodes, isPublic } from './public-paths.ts'

/** An OpenAPI 3.1 document as plain data. */
export type OpenApi = { [member: string]: unknown }

type Operation = { operationId?: string; requestBody?: Content; responses: Record<string, Content>; security?: unknown }
type Content = { content?: Record<string, { schema: object; example?: unknown }> }

/**
 * The OpenAPI 3.1 document of everything the hub serves, made from its routes: every operation has a name, says whether
 * it needs a credential, and has an example of each JSON body.
 */
export function openApiDocument(app: OpenAPIHono<AccessEnv>): OpenApi {
  const { components, webhooks: _none, ...printed } = mended(app.getOpenAPI31Document(head)) as OpenApi
  const { schemas } = components as { schemas: unknown }
  const document = { ...printed, components: { schemas, securitySchemes } }
  for (const [path, operations] of Object.entries(printed['paths'] as Record<string, Record<string, Operation>>))
    for (const [method, operation] of Object.entries(operations)) complete(operation, method, path, document)
  return document
}

const head = {
  openapi: '3.1.0',
  info: {
    title: '网络问政数据交换标准 Inquiry Exchange',
    version: '1.0',
    description:
      '各级网络问政平台与省级枢纽之间的数据交换接口 The interface between online-inquiry platforms and the provincial hub.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  servers: [{ url: '/' }],
}

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      '节点：自己签名的 inquiry-access+jwt，最长 300 秒。协调员：发现文档 signIn 所示身份提供方签发的访问令牌（RFC 9068）；未设身份提供方的枢纽为管理员令牌。A node: an inquiry-access+jwt that it signs itself, of 300 s at most. A coordinator: an access token (RFC 9068) of the identity provider that discovery names in signIn; where a hub has none, the administrator’s token.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-inquiry-session',
    description:
      '浏览器会话，由 /v1/session/sign-in 登录得到，仅限发现文档列出 signIn.start 的枢纽；枢纽以 http 运行于本机时名为 inquiry-session。改动类请求须带本枢纽的 Origin。The session of a browser that signed in at /v1/session/sign-in, at hubs whose discovery has signIn.start; its name is inquiry-session where a hub runs by http on the same machine. What changes something needs the hub’s own Origin.',
  },
}

/**
 * What the printer gets wrong is put right: a nullable contract with a name comes out as `allOf` of the name and a type
 * with null, which null does not satisfy, and an object open to further members as one whose members are `{}`.
 */
function mended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mended)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mended(member)]))
  if (isEmpty(members['additionalProperties'])) members['additionalProperties'] = true
  const { allOf, ...rest } = members
  const [named, nullable, ...more] = Array.isArray(allOf) ? (allOf as OpenApi[]) : []
  if (!named?.['$ref'] || more.length > 0 || !mayBeNull(nullable)) return members
  return { ...rest, anyOf: [named, { type: 'null' }] }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function mayBeNull(schema: OpenApi | undefined): boolean {
  return Array.isArray(schema?.['type']) && schema['type'].includes('null')
}

function complete(operation: Operation, method: string, path: string, document: OpenApi): void {
  operation.operationId ??= operationName(method, path)
  operation.security = securityOf(method, path)
  for (const place of [operation.requestBody, ...Object.values(operation.responses)])
    for (const [mediaType, content] of Object.entries(place?.content ?? {}))
      if (mediaType.includes('json')) content.example ??= sample(content.schema, {}, document)
}

function securityOf(method: string, path: string): object[] {
  if (isPublic(method, path)) return []
  return isForNodes(method, path) ? [{ bearer: [] }] : [{ bearer: [] }, { session: [] }]
}

/** `get /v1/cases/{caseId}/events` is `getCasesCaseIdEvents`. */
function operationName(method: string, path: string): string {
  const words = path.replace(/^\/v1\//, '').split(/[^A-Za-z0-9]+/)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
