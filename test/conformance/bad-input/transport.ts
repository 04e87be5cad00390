import type { BadBytes, BadRequest } from './row.ts'

const unsupported = { slug: 'unsupported-media-type', status: 415 } as const
const malformed = { slug: 'malformed-envelope', status: 400 } as const
const notFound = { slug: 'not-found', status: 404 } as const
const notAllowed = { slug: 'method-not-allowed', status: 405 } as const
const tooLarge = { slug: 'envelope-too-large', status: 413 } as const
const badRequest = { slug: 'invalid-parameter', status: 400 } as const

const jose = { 'content-type': 'application/jose' }
const json = { 'content-type': 'application/json' }
const doors = ['/v1/messages', '/v1/enrolments', '/v1/keys']

/** What an envelope's door is sent instead of a compact JWS under its media type. */
const mediaTypes: readonly [name: string, headers: Record<string, string>][] = [
  ['no media type', {}],
  ['text/plain', { 'content-type': 'text/plain' }],
  ['application/json', json],
  ['application/jose+json', { 'content-type': 'application/jose+json' }],
  ['application/octet-stream', { 'content-type': 'application/octet-stream' }],
  ['multipart/form-data', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['application/jose in GBK', { 'content-type': 'application/jose; charset=gbk' }],
  ['application/jose in UTF-16', { 'content-type': 'application/jose;charset="utf-16"' }],
  ...['gzip', 'br', 'zstd', 'deflate', 'identity', 'gzip, gzip'].map((encoding): [string, Record<string, string>] => [
    `Content-Encoding ${encoding}`,
    { ...jose, 'content-encoding': encoding },
  ]),
]

const unknownPaths = [
  '/',
  '/v1',
  '/v1/',
  '/v1/nothing',
  '/v2/messages',
  '/v1/messages/',
  '/v1/inbox/',
  '/v1/self/',
  '/V1/messages',
  '/v1/Messages',
  '/v1/cases/',
  '/v1/log',
  '/v1/log/',
  '/v1/log/tile',
  '/.well-known/',
  '/.well-known/inquiry-hub/',
  '/openapi.json/',
  '/.env',
  '/../etc/passwd',
  '/v1/%00',
  '/v1/cases/%2e%2e/self%00',
]

const wrongMethods: readonly [method: string, path: string, allow: string][] = [
  ['GET', '/v1/messages', 'POST'],
  ['PUT', '/v1/messages', 'POST'],
  ['DELETE', '/v1/messages', 'POST'],
  ['PATCH', '/v1/messages', 'POST'],
  ['OPTIONS', '/v1/messages', 'POST'],
  ['TRACE', '/v1/messages', 'POST'],
  ['GET', '/v1/enrolments', 'POST'],
  ['POST', '/v1/inbox', 'GET, HEAD'],
  ['DELETE', '/v1/inbox', 'GET, HEAD'],
  ['PUT', '/v1/self', 'GET, HEAD'],
  ['PUT', '/v1/keys', 'GET, HEAD, POST'],
  ['GET', '/v1/keys/{kid}', 'DELETE'],
  ['POST', '/v1/cases/{case}', 'GET, HEAD'],
  ['DELETE', '/v1/cases/{case}', 'GET, HEAD'],
  ['POST', '/v1/events', 'GET, HEAD'],
  ['DELETE', '/v1/events/0', 'GET, HEAD'],
  ['POST', '/v1/log/checkpoint', 'GET, HEAD'],
  ['PUT', '/v1/log/tile/0/000', 'GET, HEAD'],
  ['POST', '/.well-known/inquiry-hub', 'GET, HEAD'],
  ['POST', '/healthz', 'GET, HEAD'],
]

/** Requests that no door takes: the wrong media type, path, method or size. */
export const badRequests: readonly BadRequest[] = [
  ...doors.flatMap((path) =>
    mediaTypes.map(([name, headers]) => ({
      name: `POST ${path} with ${name}`,
      method: 'POST',
      path,
      headers,
      body: 'a.b.c',
      ...unsupported,
    })),
  ),
  ...doors.map((path) => ({ name: `POST ${path} without a body`, method: 'POST', path, headers: jose, ...malformed })),
  ...doors.map((path) => ({
    name: `POST ${path} of 8 MiB and one byte`,
    method: 'POST',
    path,
    headers: jose,
    body: 'a'.repeat(8 * 1024 * 1024 + 1),
    ...tooLarge,
  })),
  ...doors.map((path) => ({
    name: `POST ${path} of 8 MiB and one byte in chunks`,
    method: 'POST',
    path,
    headers: { ...jose, 'transfer-encoding': 'chunked' },
    body: 'a'.repeat(8 * 1024 * 1024 + 1),
    ...tooLarge,
  })),
  ...doors.map((path) => ({
    name: `POST ${path}?x=1`,
    method: 'POST',
    path: `${path}?x=1`,
    headers: jose,
    body: 'a.b.c',
    ...badRequest,
    pointer: '?x',
  })),
  ...['/openapi.json', '/asyncapi.json', '/schemas/openapi.json', '/docs', '/docs/problems', '/metrics'].map(
    (path) => ({
      name: `GET ${path}?x=1`,
      method: 'GET',
      path: `${path}?x=1`,
      ...badRequest,
      pointer: '?x',
    }),
  ),
  ...unknownPaths.map((path) => ({ name: `GET ${path}`, method: 'GET', path, as: 'node' as const, ...notFound })),
  ...wrongMethods.map(([method, path, allow]) => ({
    name: `${method} ${path}`,
    method,
    path,
    as: 'administrator' as const,
    ...notAllowed,
    answered: { allow },
  })),
  {
    name: 'an override of the method',
    method: 'POST',
    path: '/v1/inbox',
    as: 'node',
    headers: { 'x-http-method-override': 'GET' },
    ...notAllowed,
  },
]

const head = (host: string, rest: string): string =>
  `POST /v1/messages HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/jose\r\n${rest}`
const unreadable = { slug: 'invalid-parameter', status: 400 } as const

/** Bytes that are no HTTP/1.1, or more of it than the hub bears. */
export const badBytes: readonly BadBytes[] = [
  { name: 'no HTTP at all', bytes: () => ['hello\r\n\r\n'], ...unreadable },
  { name: 'a TLS greeting', bytes: () => [Buffer.from('160301020001000001fc0303', 'hex')], ...unreadable },
  { name: 'HTTP/0.9', bytes: () => ['GET /v1/log/checkpoint\r\n\r\n'], ...unreadable },
  { name: 'HTTP/2.0 in clear', bytes: () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], ...unreadable },
  {
    name: 'a method that nobody knows',
    bytes: (host) => [`FOO /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
    ...unreadable,
  },
  { name: 'no Host', bytes: () => ['GET /healthz HTTP/1.1\r\n\r\n'], ...unreadable },
  {
    name: 'two Hosts',
    bytes: (host) => [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nHost: other.example\r\n\r\n`],
    ...unreadable,
  },
  { name: 'an empty Host', bytes: () => ['GET /healthz HTTP/1.1\r\nHost: \r\n\r\n'], ...unreadable },
  { name: 'a Host with a path', bytes: () => ['GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n'], ...unreadable },
  {
    name: 'a header without a colon',
    bytes: (host) => [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nnonsense\r\n\r\n`],
    ...unreadable,
  },
  {
    name: 'a header name with a space',
    bytes: (host) => [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX Y: 1\r\n\r\n`],
    ...unreadable,
  },
  {
    name: 'a header value with U+0000',
    bytes: (host) => [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX: a\0b\r\n\r\n`],
    ...unreadable,
  },
  {
    name: 'a space before the colon',
    bytes: (host) => [`GET /healthz HTTP/1.1\r\nHost : ${host}\r\n\r\n`],
    ...unreadable,
  },
  {
    name: 'both a length and chunks',
    bytes: (host) => [head(host, 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')],
    ...unreadable,
  },
  {
    name: 'two lengths',
    bytes: (host) => [head(host, 'Content-Length: 5\r\nContent-Length: 6\r\n\r\naaaaaa')],
    ...unreadable,
  },
  { name: 'a negative length', bytes: (host) => [head(host, 'Content-Length: -1\r\n\r\n')], ...unreadable },
  { name: 'a length in words', bytes: (host) => [head(host, 'Content-Length: five\r\n\r\naaaaa')], ...unreadable },
  {
    name: 'a length of 2^64',
    bytes: (host) => [head(host, 'Content-Length: 18446744073709551616\r\n\r\n')],
    ...unreadable,
  },
  {
    name: 'chunks of another coding',
    bytes: (host) => [head(host, 'Transfer-Encoding: gzip, chunked, identity\r\n\r\n')],
    ...unreadable,
  },
  {
    name: 'a request line of 100 KB',
    bytes: (host) => [`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
    slug: 'headers-too-large',
    status: 431,
  },
  {
    name: 'a header of 20 KB',
    bytes: (host) => [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
    slug: 'headers-too-large',
    status: 431,
  },
  {
    name: 'ten thousand headers',
    bytes: (host) => [
      `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n${Array.from({ length: 10_000 }, (_, i) => `X-${i}: 1\r\n`).join('')}\r\n`,
    ],
    slug: 'headers-too-large',
    status: 431,
  },
  {
    name: 'a body of 100 MB announced',
    bytes: (host) => [head(host, 'Content-Length: 104857600\r\n\r\naaaa')],
    ...tooLarge,
  },
]

/** Requests that never end; each is answered when the hub's patience does. */
export const slowBytes: readonly BadBytes[] = [
  {
    name: 'a head that is never finished',
    bytes: (host) => [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX: `],
    slug: 'request-timeout',
    status: 408,
  },
  {
    name: 'a body that never comes',
    bytes: (host) => [head(host, 'Content-Length: 100\r\n\r\n')],
    slug: 'request-timeout',
    status: 408,
  },
  {
    name: 'a body that stops half-way',
    bytes: (host) => [head(host, 'Content-Length: 100\r\n\r\naaaa')],
    slug: 'request-timeout',
    status: 408,
  },
  {
    name: 'chunks that stop',
    bytes: (host) => [head(host, 'Transfer-Encoding: chunked\r\n\r\n5\r\naa')],
    slug: 'request-timeout',
    status: 408,
  },
]
