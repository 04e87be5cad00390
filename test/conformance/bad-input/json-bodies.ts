import type { BadRequest } from './row.ts'

const invalidBody = { slug: 'invalid-body', status: 422 } as const
const json = { 'content-type': 'application/json' }

const post = (
  name: string,
  path: string,
  body: string | Uint8Array | undefined,
  due: Omit<BadRequest, 'name' | 'method' | 'path'>,
): BadRequest => ({
  name: `POST ${path} with ${name}`,
  method: 'POST',
  path,
  as: 'administrator',
  headers: json,
  ...(body === undefined ? {} : { body }),
  ...due,
})

const node = (changed: Record<string, unknown>): string =>
  JSON.stringify({ nodeId: '449100', name: '测试', kind: 'city', ...changed })

/** Texts that are no I-JSON (RFC 7493), or JSON that is no object. */
const notIJson: readonly [name: string, body: string | Uint8Array][] = [
  ['nothing that is JSON', 'nodeId=449100'],
  ['half of an object', '{"nodeId":"449100"'],
  ['a comma too much', '{"nodeId":"449100",}'],
  ['single quotes', "{'nodeId':'449100'}"],
  ['a comment', '{"nodeId":"449100"/* */}'],
  ['NaN', '{"nodeId":NaN}'],
  ['two documents', `${node({})}${node({})}`],
  ['a member twice', '{"nodeId":"449100","nodeId":"449101","name":"a","kind":"city"}'],
  ['a member twice in another spelling', '{"nodeId":"449100","node\\u0049d":"449101","name":"a","kind":"city"}'],
  ['a lone surrogate', '{"nodeId":"449100","name":"\\ud800","kind":"city"}'],
  ['U+0000', '{"nodeId":"449100","name":"a\\u0000b","kind":"city"}'],
  ['a byte order mark', `\ufeff${node({})}`],
  [
    'bytes that are no UTF-8',
    Buffer.concat([
      Buffer.from('{"nodeId":"449100","name":"'),
      Buffer.from([0xb9, 0xe3]),
      Buffer.from('","kind":"city"}'),
    ]),
  ],
  ['UTF-16', Buffer.from(node({}), 'utf16le')],
  ['a depth of 33', `{"nodeId":"449100","name":${'['.repeat(33)}${']'.repeat(33)},"kind":"city"}`],
  ['a depth of 100,000', `{"nodeId":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
]

const strange: readonly [name: string, body: string, pointer: string][] = [
  ['an array', '[]', ''],
  ['null', 'null', ''],
  ['a text', '"449100"', ''],
  ['no nodeId', node({ nodeId: undefined }), '/nodeId'],
  ['a nodeId in capitals', node({ nodeId: '449100-A' }), '/nodeId'],
  ['a nodeId with a homoglyph', node({ nodeId: '449100-а' }), '/nodeId'],
  ['a nodeId of 65 characters', node({ nodeId: `449100${'-aaaaaaaaa'.repeat(6)}` }), '/nodeId'],
  ['no name', node({ name: undefined }), '/name'],
  ['an empty name', node({ name: '' }), '/name'],
  ['a name of white space', node({ name: '\u3000' }), '/name'],
  ['a kind that is none', node({ kind: 'province' }), '/kind'],
  ['a contact of 201 characters', node({ contact: '电'.repeat(201) }), '/contact'],
  ['a member of its own', node({ status: 'active' }), '/status'],
  ['__proto__', `{"nodeId":"449100","name":"a","kind":"city","__proto__":{"roles":["admin"]}}`, '/__proto__'],
]

/** What the doors that take JSON refuse. */
export const badJsonBodies: readonly BadRequest[] = [
  ...notIJson.map(([name, body]) => post(name, '/v1/nodes', body, invalidBody)),
  ...strange.map(([name, body, pointer]) => post(name, '/v1/nodes', body, { ...invalidBody, pointer })),
  post('no body', '/v1/nodes', undefined, invalidBody),
  post('1 MiB and one byte', '/v1/nodes', node({ name: 'a'.repeat(1024 * 1024) }), {
    slug: 'envelope-too-large',
    status: 413,
  }),
  ...['text/plain', 'application/x-www-form-urlencoded', 'application/jose', 'multipart/form-data; boundary=x'].map(
    (type) =>
      post(type, '/v1/nodes', node({}), {
        headers: { 'content-type': type },
        slug: 'unsupported-media-type',
        status: 415,
      }),
  ),
  post('a node that is there', '/v1/nodes', node({ nodeId: '440100' }), { slug: 'node-exists', status: 409 }),
  post('a query', '/v1/nodes?x=1', node({}), { slug: 'invalid-parameter', status: 400, pointer: '?x' }),
  post('a suspension without a reason', '/v1/nodes/440100/suspension', '{}', { ...invalidBody, pointer: '/reason' }),
  post('a suspension of nobody', '/v1/nodes/449900/suspension', '{"reason":"x"}', { slug: 'not-found', status: 404 }),
  post('a code for nobody', '/v1/nodes/449900/enrolments', undefined, { slug: 'not-found', status: 404 }),
  post('a node’s credential', '/v1/nodes', node({}), { as: 'node', slug: 'forbidden', status: 403 }),
  post('no credential', '/v1/nodes', node({}), { as: 'nobody', slug: 'unauthenticated', status: 401 }),
  post('a node’s credential to suspend another', '/v1/nodes/440400/suspension', '{"reason":"x"}', {
    as: 'node',
    slug: 'forbidden',
    status: 403,
  }),
  post('a rotation of a key that is none', '/v1/hub-keys/session/rotation', undefined, {
    slug: 'not-found',
    status: 404,
  }),
  post('a clock that goes back', '/v1/test/clock', '{"offsetSeconds":-1}', invalidBody),
]
