import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openDoor, type Door } from './door.ts'
import { vectors, world } from './world.ts'

type Fault = { pointer: string; rule?: string }
type Result = { id: string | null; status: string; problem?: string; errors?: Fault[] }
type Expected = { status: number; problem?: string; errors?: Fault[]; results?: Result[]; asStep?: number }
type Step = { at: number; body: string; expect: Expected }
type EnvelopeRow = {
  name: string
  body?: string
  bodyBase64?: string
  headers?: Record<string, string>
  expect: Expected
}
type Answered = { results?: Record<string, unknown>[]; receipt?: string; type?: string; errors?: Fault[] }

let door: Door
beforeAll(async () => {
  door = await openDoor(inject('postgresUrl'))
})
beforeEach(() => door.forget())
afterAll(() => door.close())

/** The last part of a problem's type. */
function slugOf(problem: unknown): string | undefined {
  return String((problem as { type?: string } | undefined)?.type ?? '')
    .split('/')
    .at(-1)
}

/** The answer, as far as the vector speaks of it. */
async function shown(response: Response, expected: Expected): Promise<Expected> {
  const answer = (await response.json()) as Answered
  if (response.status !== 200) {
    const places = (answer.errors ?? []).map(({ pointer }) => ({ pointer }))
    return {
      status: response.status,
      ...(expected.problem !== undefined && { problem: slugOf(answer) ?? '' }),
      ...(expected.errors && { errors: places }),
    }
  }
  const results = (answer.results ?? []).map((result, i) => shownResult(result, expected.results?.[i]))
  return { status: 200, results }
}

function shownResult(result: Record<string, unknown>, expected: Result | undefined): Result {
  const { id, status, problem } = result as { id: string | null; status: string; problem?: { errors: Fault[] } }
  const errors = problem?.errors.map(({ pointer, rule = '' }) =>
    expected?.errors?.[0]?.rule === undefined ? { pointer } : { pointer, rule },
  )
  return {
    id,
    status,
    ...(problem && { problem: slugOf(problem) ?? '' }),
    ...(expected?.errors && { errors: errors ?? [] }),
  }
}

/** What the vector says of the answer itself. */
function wanted({ status, problem, errors, results }: Expected): Expected {
  if (status === 200) return { status, results: results ?? [] }
  return {
    status,
    ...(problem !== undefined && { problem }),
    ...(errors && { errors: errors.map(({ pointer }) => ({ pointer })) }),
  }
}

describe('an exchange of envelopes through the nodes’ door', () => {
  test.each(vectors<{ name: string; steps: Step[] }[]>('exchanges'))('$name', async ({ steps }) => {
    const texts: string[] = []
    for (const { at, body, expect: expected } of steps) {
      const response = await door.post(Buffer.from(body), at)
      texts.push(await response.clone().text())
      expect(await shown(response, expected)).toEqual(wanted(expected))
      expect(texts.at(-1)).toBe(texts[expected.asStep ?? texts.length - 1])
    }
  })
})

describe('an envelope of the vectors', () => {
  const rows = vectors<EnvelopeRow[]>('envelopes')
  const bodyOf = ({ body, bodyBase64 = '' }: EnvelopeRow) =>
    body === undefined ? Buffer.from(bodyBase64, 'base64') : Buffer.from(body)

  test.each(rows.filter((row) => row.expect.status === 200))('is taken: $name', async (row) => {
    const response = await door.post(bodyOf(row), world.now, row.headers)
    expect(await shown(response, row.expect)).toEqual(wanted(row.expect))
    expect(await door.recorded()).toBe(1 + (row.expect.results?.length ?? 0))
  })

  test.each(rows.filter((row) => row.expect.status !== 200))(
    'is refused, and nothing of it is recorded: $name',
    async (row) => {
      const response = await door.post(bodyOf(row), world.now, row.headers)
      expect(await shown(response, row.expect)).toEqual(wanted(row.expect))
      expect(await door.recorded()).toBe(0)
    },
  )
})
