import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '../scripts/schemas/contracts.ts'
import { parse } from '../src/index.ts'
import { invalidExamples, jsonFiles, published, type PublishedExample, validExamples } from './examples-on-disk.ts'

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: false })
addFormats.default(ajv)
const zodContracts = new Map(contracts.map((contract) => [contract.path, contract.schema]))
const documents = new Map(
  jsonFiles('1.0').map((path) => [path.slice('1.0/'.length), published(path) as { $id: string }]),
)
for (const document of documents.values()) ajv.addSchema(document)

const valid = validExamples()
const invalid = invalidExamples()

function contractOf(example: PublishedExample) {
  const contract = zodContracts.get(example.contract)
  if (contract === undefined) throw new Error(`${example.name} names no contract: ${example.contract}`)
  return contract
}

function acceptedByAjv(example: PublishedExample): boolean {
  return ajv.validate(documents.get(example.contract)?.$id ?? '', example.value)
}

describe('the published examples', () => {
  test('are there for every contract, and invalid ones for every message and event', () => {
    const withValid = new Set(valid.map((example) => example.contract))
    const withInvalid = new Set(invalid.map((example) => example.contract))
    expect([...zodContracts.keys()].filter((path) => !withValid.has(path))).toEqual([])
    expect(
      [...zodContracts.keys()].filter((path) => /^(messages|events)\//u.test(path) && !withInvalid.has(path)),
    ).toEqual([])
    expect(invalid.length).toBeGreaterThan(2000)
  })

  test('that are valid are accepted by zod and by ajv', () => {
    expect(valid.filter((example) => !parse(contractOf(example), example.value).ok).map(({ name }) => name)).toEqual([])
    expect(valid.filter((example) => !acceptedByAjv(example)).map(({ name }) => name)).toEqual([])
  })

  test('that are invalid have exactly the one fault that they name', () => {
    const others = invalid.filter((example) => {
      const result = parse(contractOf(example), example.value)
      const [fault, ...more] = result.ok ? [] : result.errors
      return more.length > 0 || fault?.pointer !== example.breaks?.pointer || fault?.rule !== example.breaks?.rule
    })
    expect(others.map(({ contract, name }) => `${contract} ${name}`)).toEqual([])
  })

  test('that are invalid are refused by ajv', () => {
    const accepted = invalid.filter(acceptedByAjv)
    expect(accepted.map(({ contract, name }) => `${contract} ${name}`)).toEqual([])
  })
})

describe('a validator by other hands, which takes formats for annotations', () => {
  beforeAll(() => {
    for (const document of documents.values()) registerSchema(document)
  })

  async function accepts(example: PublishedExample): Promise<boolean> {
    const check = await validate(documents.get(example.contract)?.$id ?? '')
    return check(example.value as Parameters<typeof check>[0]).valid
  }

  test('accepts every valid example', async () => {
    const verdicts = await Promise.all(valid.map(accepts))
    expect(valid.filter((_, i) => !verdicts[i]).map(({ name }) => name)).toEqual([])
  })

  test('refuses every invalid example', async () => {
    const verdicts = await Promise.all(invalid.map(accepts))
    expect(invalid.filter((_, i) => verdicts[i]).map(({ contract, name }) => `${contract} ${name}`)).toEqual([])
  })
})
