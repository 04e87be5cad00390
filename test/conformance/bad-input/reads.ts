import type { Asker, BadRequest } from './row.ts'

const invalid = { slug: 'invalid-parameter', status: 400 } as const
const notFound = { slug: 'not-found', status: 404 } as const
const forbidden = { slug: 'forbidden', status: 403 } as const
const unauthenticated = { slug: 'unauthenticated', status: 401, answered: { 'www-authenticate': 'Bearer' } } as const

const get = (path: string, due: Omit<BadRequest, 'name' | 'method' | 'path'>): BadRequest => ({
  name: `GET ${path} as ${due.as ?? 'nobody'}`,
  method: 'GET',
  path,
  ...due,
})

/** What only who has a credential may read. */
const closed = [
  '/v1/self',
  '/v1/inbox',
  '/v1/keys',
  '/v1/rejections',
  '/v1/cases/{case}',
  '/v1/events',
  '/v1/events/0',
  '/v1/events/stream',
  '/v1/log/tile/entries/000',
  '/v1/nodes',
  '/v1/stats/cases',
  '/v1/hub-keys',
]

const pages = ['/v1/inbox', '/v1/events']
const badCursors = [
  '-2',
  '01',
  '1.0',
  '1e3',
  '0x10',
  ' 1',
  '+1',
  '',
  'abc',
  '9007199254740993',
  '99999999999999999999',
  '१',
  "1'or'1'='1",
]
const badLimits = ['0', '-1', '1001', '1.5', '']
const badWaits = ['-1', '31', 'x']

const forNodes: readonly Asker[] = ['administrator']
const forCoordinators: readonly Asker[] = ['node', 'other']

/** Reads that are refused: without a credential, of what is another's, or with parameters that cannot be. */
export const badReads: readonly BadRequest[] = [
  ...closed.map((path) => get(path, unauthenticated)),
  ...pages.flatMap((path) => [
    ...badCursors.map((after) =>
      get(`${path}?after=${encodeURIComponent(after)}`, { as: 'node', ...invalid, pointer: '?after' }),
    ),
    ...badLimits.map((limit) => get(`${path}?limit=${limit}`, { as: 'node', ...invalid, pointer: '?limit' })),
    ...badWaits.map((wait) => get(`${path}?wait=${wait}`, { as: 'node', ...invalid, pointer: '?wait' })),
    get(`${path}?node=440400`, { as: 'node', ...invalid, pointer: '?node' }),
    get(`${path}?after=1&after=2`, { as: 'node', ...invalid, pointer: '?after' }),
  ]),
  ...['-1', 'abc', '01', '9999999999999999999'].map((after) =>
    get(`/v1/rejections?after=${after}`, { as: 'node', ...invalid, pointer: '?after' }),
  ),
  get('/v1/self?nodeId=440400', { as: 'node', ...invalid, pointer: '?nodeId' }),
  get('/v1/keys?x=1', { as: 'node', ...invalid, pointer: '?x' }),
  get('/v1/cases/{case}?full=1', { as: 'node', ...invalid, pointer: '?full' }),
  get('/.well-known/inquiry-hub?x', { ...invalid, pointer: '?x' }),
  get('/.well-known/jwks.json?x=1', { ...invalid, pointer: '?x' }),
  get('/healthz?x=1', { ...invalid, pointer: '?x' }),
  get('/v1/log/checkpoint?size=1', { ...invalid, pointer: '?size' }),
  get('/v1/cases/{foreign}', { as: 'node', ...notFound }),
  get('/v1/cases/{case}', { as: 'other', ...notFound }),
  get('/v1/cases/019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e', { as: 'node', ...notFound }),
  get('/v1/cases/{CASE}', { as: 'node', ...notFound }),
  get('/v1/cases/1', { as: 'node', ...notFound }),
  get("/v1/cases/'or'1'='1", { as: 'node', ...notFound }),
  get('/v1/cases/{case}%00', { as: 'node', ...notFound }),
  get('/v1/public/cases/0000-0000-0000-0000-0', { ...notFound }),
  get('/v1/public/cases/x', { ...notFound }),
  get('/v1/public/cases/{case}', { ...notFound }),
  get('/v1/events/99999999', { as: 'node', ...notFound }),
  get('/v1/events/-1', { as: 'node', ...notFound }),
  get('/v1/events/00', { as: 'node', ...notFound }),
  get('/v1/events/1e0', { as: 'node', ...notFound }),
  ...['/v1/inbox', '/v1/self', '/v1/keys', '/v1/rejections'].flatMap((path) =>
    forNodes.map((as) => get(path, { as, ...forbidden })),
  ),
  ...['/v1/nodes', '/v1/stats/cases', '/v1/hub-keys', '/v1/keys/{kid}/disputed-events'].flatMap((path) =>
    forCoordinators.map((as) => get(path, { as, ...forbidden })),
  ),
  ...['/v1/inbox', '/v1/keys', '/v1/rejections', '/v1/cases/{case}', '/v1/events'].map((path) =>
    get(path, { as: 'suspended' as const, slug: 'node-suspended', status: 403 }),
  ),
  {
    name: 'a foreign Last-Event-ID',
    method: 'GET',
    path: '/v1/events/stream',
    as: 'node',
    headers: { 'last-event-id': '440000-hub:1' },
    ...invalid,
  },
]
