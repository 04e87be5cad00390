import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request } from '../province/answer.ts'
import { startProvince, type Province } from '../province/province.ts'

type Content = { content?: Record<string, { schema: object; example?: unknown }> }
type Parameter = { name: string; in: string; schema: object; example?: unknown }
type Operation = {
  operationId: string
  summary?: string
  tags?: string[]
  security: unknown[]
  parameters?: Parameter[]
  requestBody?: Content
  responses: Record<string, Content>
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, object> } }

const published = JSON.parse(readFileSync(new URL('../../schemas/openapi.json', import.meta.url), 'utf8')) as Document
const operations = Object.entries(published.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, operation, at: `${method} ${path}` })),
)

let province: Province
beforeAll(async () => {
  province = await startProvince()
})
afterAll(() => province.stop())

describe('the OpenAPI document', () => {
  test('is what the hub serves: whatever differs from the published file is named', async () => {
    const { body } = await request<Document>(`${province.url}/openapi.json`)
    const names = (of: Document): string[] => [
      ...Object.entries(of.paths).map(([path, methods]) => `${path} ${JSON.stringify(methods)}`),
      ...Object.entries(of.components.schemas).map(([name, schema]) => `${name} ${JSON.stringify(schema)}`),
    ]
    const here = new Set(names(body))
    const there = new Set(names(published))
    const differing = [...here.symmetricDifference(there)].map((text) => text.split(' ')[0])
    expect([...new Set(differing)]).toEqual([])
  })

  test('tells of every operation a name of its own, a sentence, a subject and how it fails', () => {
    expect(operations.length).toBeGreaterThan(60)
    const names = operations.map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
    const bare = operations.filter(
      ({ operation: { summary, tags, responses } }) =>
        !summary || !tags?.length || !('default' in responses || '503' in responses),
    )
    expect(bare.map(({ at }) => at)).toEqual([])
  })

  test('has an example of every JSON body and answer, which adheres to its schema', () => {
    const faults = operations.flatMap(({ at, path, method, operation }) =>
      bodiesOf(operation).flatMap(([place, mediaType, example]) => {
        if (example === undefined) return [`${at} ${place}: no example`]
        const judge = schemaAt(['paths', path, method, ...place.split(' '), 'content', mediaType, 'schema'])
        return judge(example) ? [] : [`${at} ${place}: ${ajv.errorsText(judge.errors)}`]
      }),
    )
    expect(faults).toEqual([])
  })

  test('has no schema that says nothing', () => {
    const nothing: string[] = []
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null || path.endsWith('/example') || path.endsWith('/examples')) return
      if (!Array.isArray(value) && Object.keys(value).length === 0) nothing.push(path)
      for (const [name, member] of Object.entries(value)) look(member, `${path}/${name}`)
    }
    look(published, '')
    expect(nothing).toEqual([])
  })

  test('says truly which operations need a credential', async () => {
    const wrong: string[] = []
    for (const { at, path, method, operation } of operations) {
      const { status } = await request(`${province.url}${path.replaceAll(/\{(\w+)\}/g, '440100')}`, {
        method: method.toUpperCase(),
      })
      if ((status === 401) !== operation.security.length > 0) wrong.push(`${at}: ${status}`)
    }
    expect(wrong).toEqual([])
  }, 60_000)

  test('is kept by the hub’s answers to anyone', async () => {
    const open = operations.filter(
      ({ path, method, operation }) => method === 'get' && operation.security.length === 0 && !path.includes('{'),
    )
    expect(open.length).toBeGreaterThan(6)
    for (const { at, path } of open) {
      const answer = await request(`${province.url}${path}`)
      const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? ''
      if (answer.status !== 200 || !mediaType.includes('json')) continue
      const judge = schemaAt(['paths', path, 'get', 'responses', '200', 'content', mediaType, 'schema'])
      expect(`${at} ${judge(answer.body) ? 'adheres' : ajv.errorsText(judge.errors)}`).toBe(`${at} adheres`)
    }
  })
})

describe('a hub that is spoken to in another version', () => {
  test('says which versions it speaks, and that they lie under another path', async () => {
    const { versions } = (await request<{ versions: string[] }>(`${province.url}/.well-known/inquiry-hub`)).body
    for (const path of ['/v2/inbox', '/v0/messages', '/v2']) {
      const answer = await request(`${province.url}${path}`, { headers: { 'accept-language': 'en' } })
      expect([answer.status, answer.body['versions']]).toEqual([404, versions])
      expect(answer.body['detail']).toContain('under /v1/')
    }
    expect((await request(`${province.url}/v1nothing`)).body['versions']).toBeUndefined()
  })
})

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(published, 'document')

/** The judge of a schema in the document, by the way that leads to it. */
function schemaAt(way: readonly string[]) {
  const pointer = way.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  const judge = ajv.getSchema(`document#/${pointer}`)
  if (!judge) throw new Error(`there is no schema at ${pointer}`)
  return judge
}

/** The JSON bodies of an operation: the place as words, the media type, the example. */
function bodiesOf({ requestBody, responses }: Operation): [place: string, mediaType: string, example: unknown][] {
  const places: [string, Content | undefined][] = [
    ['requestBody', requestBody],
    ...Object.entries(responses).map(([status, answer]): [string, Content] => [`responses ${status}`, answer]),
  ]
  return places.flatMap(([place, holder]) =>
    Object.entries(holder?.content ?? {})
      .filter(([mediaType]) => mediaType.includes('json'))
      .map(([mediaType, { example }]): [string, string, unknown] => [place, mediaType, example]),
  )
}
