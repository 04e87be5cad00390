import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contracts } from '../scripts/schemas/contracts.ts'
import { published, validExamples } from './examples-on-disk.ts'

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false })
addFormats.default(ajv)

/** Tables in which no two rows may have one name, which a JSON Schema cannot say. */
const joinsRows = /^requests\/(RoutesRequest|RouteSimulationRequest|MappingRequest)/u

const examples = validExamples()
  .filter(({ contract }) => /^(messages|events|tokens|requests)\//u.test(contract))
  .filter(({ contract }) => !joinsRows.test(contract))
const checks = new Map(
  contracts.map(({ path, schema }) => [path, { zod: schema, ajv: ajv.compile(published(`1.0/${path}`) as object) }]),
)

/** Names that objects have already, or that programs take for something else. */
const awkwardNames = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  'caseId',
  'sealed',
  '440100',
]
const awkwardTexts = [
  '',
  ' ',
  '\u3000\u00a0',
  '\u0000',
  '\u0085',
  '\ufeff',
  '\ufffe',
  '\u{1ffff}',
  '😀',
  '2024-02-29',
  '2100-02-29',
  '440106\n',
  '４４０１０６',
  '\u180e',
]
const awkwardNumbers = [0, -0, -1, 0.5, 1e21, 2 ** 53, 180.0000001, 1e-7]

const anyText = fc.oneof(fc.constantFrom(...awkwardTexts), fc.string({ unit: 'binary', maxLength: 12 }))
const anyValue = fc.oneof(
  anyText,
  fc.constantFrom(...awkwardNumbers),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant({}),
  fc.constant([]),
)
const mutation = fc.record({
  where: fc.array(fc.nat(), { minLength: 0, maxLength: 6 }),
  kind: fc.constantFrom('delete', 'replace', 'append', 'prepend', 'repeat', 'add'),
  name: fc.oneof(fc.constantFrom(...awkwardNames), anyText),
  value: anyValue,
  text: anyText,
  times: fc.nat({ max: 60 }),
})
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

/** The value changed at a place that the numbers lead to. */
function mutated(here: unknown, { where: [step, ...rest], ...how }: Mutation): unknown {
  if (typeof here === 'object' && here !== null && step !== undefined) {
    const keys = Object.keys(here)
    const key = keys[step % (keys.length + 1)]
    if (key !== undefined) return withMember(here, key, { where: rest, ...how })
  }
  return changedHere(here, how)
}

function withMember(here: object, key: string, how: Mutation): unknown {
  const copy: Record<string, unknown> | unknown[] = Array.isArray(here) ? [...(here as unknown[])] : { ...here }
  const members = copy as Record<string, unknown>
  if (how.kind === 'delete' && how.where.length === 0) delete members[key]
  else members[key] = mutated(members[key], how)
  return Array.isArray(copy) ? copy.filter(() => true) : copy
}

function changedHere(here: unknown, { kind, name, value, text, times }: Omit<Mutation, 'where'>): unknown {
  if (typeof here === 'string') {
    if (kind === 'append') return here + text
    if (kind === 'prepend') return text + here
    if (kind === 'repeat') return here.repeat(times)
  }
  if (Array.isArray(here) && kind === 'repeat') return Array.from({ length: times }, () => here[0] as unknown)
  if (typeof here === 'object' && here !== null && kind === 'add') return withOwnMember(here, name, value)
  return value
}

/** As JSON.parse makes it: `__proto__` is a member like any other. */
function withOwnMember(here: object, name: string, value: unknown): object {
  return Object.defineProperty({ ...here }, name, { value, enumerable: true, configurable: true, writable: true })
}

test('zod and ajv give one verdict on whatever a valid value is changed into', () => {
  const verdicts = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(
      fc.constantFrom(...examples),
      fc.array(mutation, { minLength: 1, maxLength: 2 }),
      (example, changes) => {
        const check = checks.get(example.contract)
        const changed = changes.reduce(mutated, example.value)
        const accepted = check?.zod.safeParse(changed).success
        verdicts[accepted ? 'accepted' : 'refused']++
        expect({ accepted, changed }).toEqual({ accepted: check?.ajv(changed), changed })
      },
    ),
    { numRuns: 20_000, seed: 20261122 },
  )
  expect(verdicts.accepted).toBeGreaterThan(500)
  expect(verdicts.refused).toBeGreaterThan(10_000)
})
