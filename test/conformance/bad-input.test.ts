import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { badEnvelopes } from '../../packages/envelope/test/bad-envelopes.ts'
import { submission } from '../province/filing.ts'
import { badFields } from './bad-input/bad-fields.ts'
import { badStanding } from './bad-input/bad-standing.ts'
import { badJsonBodies } from './bad-input/json-bodies.ts'
import { badReads } from './bad-input/reads.ts'
import { badRegistrations } from './bad-input/registrations.ts'
import type { Asker, BadMessage, BadRequest, Due } from './bad-input/row.ts'
import { sendBytes, sendRequest, type Heard } from './bad-input/send.ts'
import { among, shown, wanted } from './bad-input/shown.ts'
import { badTokens } from './bad-input/tokens.ts'
import { badBytes, badRequests, slowBytes } from './bad-input/transport.ts'
import { openWorld, type World } from './bad-input/world.ts'

const tables = {
  badEnvelopes,
  badRegistrations,
  badRequests,
  badJsonBodies,
  badReads,
  badTokens,
  badBytes,
  slowBytes,
  badFields,
  badStanding,
}

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.province.stop())

/** How many rows there are of everything that a node or a stranger could leave behind. */
async function traces(): Promise<Record<string, number>> {
  const names = ['event', 'message', 'case_file', 'envelope', 'rejection', 'node', 'node_key', 'key_statement'] as const
  const counts = names.map(async (name) => {
    const row = world.province.db.selectFrom(name).select((e) => e.fn.countAll<number>().as('count'))
    return [name, (await row.executeTakeFirstOrThrow()).count] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

function expanded(path: string): string {
  const { own, foreign } = world.cases
  return path
    .replace('{case}', own)
    .replace('{CASE}', own.toUpperCase())
    .replace('{foreign}', foreign)
    .replace('{kid}', world.node.key.kid)
}

async function credential(as: Asker): Promise<Record<string, string>> {
  if (as === 'nobody') return {}
  const token = as === 'administrator' ? world.province.hub.secrets.adminToken : await world[as].token()
  return { authorization: `Bearer ${token}` }
}

async function send({ method, path, as = 'nobody', headers = {}, body }: BadRequest): Promise<Heard> {
  const whole = { method, path: expanded(path), headers: { ...(await credential(as)), ...headers } }
  return sendRequest(world.province.url, body === undefined ? whole : { ...whole, body })
}

const post = (path: string, body: string | Uint8Array): Promise<Heard> =>
  sendRequest(world.province.url, { method: 'POST', path, headers: { 'content-type': 'application/jose' }, body })

describe('an envelope that is bad as a whole is refused, and nothing of it is recorded:', () => {
  test.each(badEnvelopes)('$name', async (row) => {
    const before = await traces()
    const body = await row.make({ ...world.parties, now: new Date() })
    expect(shown(await post('/v1/messages', body), row)).toEqual(wanted(row))
    expect(await traces()).toEqual(before)
  })
})

describe('an enrolment or key that is bad registers nothing:', () => {
  test.each(badRegistrations)('$name', async (row) => {
    const before = await traces()
    expect(shown(await post(row.path, await row.make(world)), row)).toEqual(wanted(row))
    expect(await traces()).toEqual(before)
  })
})

describe('a request that no door takes is refused, and nothing is recorded:', () => {
  test.each([...badRequests, ...badJsonBodies, ...badReads])('$name', async (row) => {
    const before = await traces()
    const heard = await send(row)
    expect(shown(heard, row)).toEqual(wanted(row))
    expect(heard.headers).toMatchObject(row.answered ?? {})
    expect(await traces()).toEqual(before)
  })
})

describe('a credential that lets nobody in:', () => {
  test.each(badTokens)('$name', async (row) => {
    const headers = { authorization: `Bearer ${await row.make(world)}` }
    const heard = await sendRequest(world.province.url, { method: 'GET', path: '/v1/self', headers })
    expect(shown(heard, row)).toEqual(wanted(row))
    expect(heard.headers['www-authenticate']).toBe('Bearer')
  })

  test.each([
    ['under another scheme', '/v1/self', (token: string) => `Basic ${token}`],
    ['with a second one after it', '/v1/self', (token: string) => `Bearer ${token}, Bearer x`],
    ['missing after the scheme', '/v1/self', () => 'Bearer '],
    ['in the query', '/v1/self?access_token={token}', () => ''],
  ])('a good token %s', async (_name, path, authorization) => {
    const token = await world.node.token()
    const headers = { authorization: authorization(token) }
    const heard = await sendRequest(world.province.url, {
      method: 'GET',
      path: path.replace('{token}', token),
      headers,
    })
    const due: Due = { slug: 'unauthenticated', status: 401 }
    expect(shown(heard, due)).toEqual(wanted(due))
  })
})

describe('bytes that are no request are refused:', () => {
  test.each(badBytes)('$name', async (row) => {
    const { host } = new URL(world.province.url)
    expect(shown(await sendBytes(world.province.url, row.bytes(host)), row)).toEqual(wanted(row))
  })

  // Together, since each takes as long as the hub's patience of 30 s.
  test('what never ends is cut off', { timeout: 60_000 }, async () => {
    const { host } = new URL(world.province.url)
    const heard = slowBytes.map(async (row) => shown(await sendBytes(world.province.url, row.bytes(host)), row))
    expect(await Promise.all(heard)).toEqual(slowBytes.map(wanted))
  })
})

describe('a bad message is rejected by itself: nothing of it is recorded, and its neighbours are:', () => {
  const rows: readonly BadMessage[] = [...badFields, ...badStanding]

  test.each(['node', 'other', 'handler'] as const)('those that %s says', { timeout: 60_000 }, async (by) => {
    const those = rows.filter((row) => (row.by ?? 'node') === by)
    const before = await traces()
    const [first, ...results] = await resultsOf(by, [
      submission(),
      ...those.map((row) => row.make(world)),
      submission(),
    ])
    expect([first?.status, results.pop()?.status]).toEqual(['recorded', 'recorded'])
    expect(results.map((result, at) => shownResult(result, at + 1, those[at]))).toEqual(those.map(wantedResult))
    const after = await traces()
    const grown = (name: string): number => (after[name] ?? 0) - (before[name] ?? 0)
    expect([grown('message'), grown('case_file'), grown('rejection')]).toEqual([2, 2, those.length])
  })

  type Result = { status: string; problem?: Rejection }
  type Rejection = { type: string; status: number; instance: string; errors: { pointer: string; rule: string }[] }

  async function resultsOf(by: 'node' | 'other' | 'handler', messages: readonly object[]): Promise<Result[]> {
    const { body } = await world[by].push(...(messages as Record<string, unknown>[]))
    return body.results as Result[]
  }

  function wantedResult({ name, slug, status, pointer, rule }: BadMessage) {
    return { name, was: 'rejected', slug, status, pointer, rule, inPlace: true }
  }

  function shownResult({ status, problem }: Result, index: number, row: BadMessage | undefined) {
    const errors = problem?.errors ?? []
    const places = errors.map(({ pointer }) => pointer.replace(`/messages/${index}`, ''))
    return {
      name: row?.name,
      was: status,
      slug: problem?.type.split('/').at(-1),
      status: problem?.status,
      pointer: among(places, row?.pointer),
      rule: among(
        errors.map(({ rule }) => rule),
        row?.rule,
      ),
      inPlace: problem?.instance.endsWith(`#/messages/${index}`),
    }
  }
})

test('after all of it the hub takes the next good envelope', async () => {
  expect((await world.node.say(submission())).status).toBe('recorded')
})

test('the table has at least 250 rows, no two of one name', () => {
  const names = Object.entries(tables).flatMap(([table, rows]) => rows.map(({ name }) => `${table}: ${name}`))
  const counts = Object.entries(tables).map(([name, rows]) => `${name} ${rows.length}`)
  console.log(`bad input: ${names.length} rows (${counts.join(', ')})`)
  expect(names.length).toBeGreaterThanOrEqual(250)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})
