import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import jsonld from 'jsonld'
import { Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import { beforeAll, describe, expect, test } from 'vitest'
import { exampleCatalogue } from '../scripts/catalogue-files.ts'
import { Catalogue, parse, ResourceOffer, toDcat } from '../src/index.ts'
import { published } from './examples-on-disk.ts'

const shapesFolder = fileURLToPath(new URL('../../../../shared/data/vectors/dcat-ap/', import.meta.url))
const shapesAreHere = existsSync(shapesFolder)
if (!shapesAreHere)
  console.warn('left out: the DCAT-AP 3.0.1 SHACL shapes are not here, so the catalogue is not checked against them')

describe('the catalogue of a hub', () => {
  test('keeps its own contract and has the thirteen core metadata items for every resource', () => {
    expect(parse(Catalogue, exampleCatalogue)).toEqual({ ok: true, value: exampleCatalogue })
    expect(exampleCatalogue.resources.map((resource) => resource.code.slice('440000-hub/'.length)).toSorted()).toEqual([
      'assessments',
      'assignments',
      'cases',
      'checkpoints',
      'code-lists',
      'events',
      'replies',
      'supervision',
      'tallies',
    ])
  })

  test('names as related only resources that are in it', () => {
    const codes = new Set(exampleCatalogue.resources.map((resource) => resource.code))
    const related = exampleCatalogue.resources.flatMap((resource) => resource.related)
    expect(related.length).toBeGreaterThan(0)
    expect(related.filter((code) => !codes.has(code))).toEqual([])
  })

  test('takes no offer that is shared on a condition and does not say which', () => {
    const [resource] = exampleCatalogue.resources
    const result = parse(ResourceOffer, { ...resource, sharing: { type: 'conditional' } })
    expect(result.ok ? [] : result.errors.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
      '/sharing/condition required',
    ])
  })
})

/** Reading a JSON-LD document must not reach for anything outside it. */
async function documentLoader(url: string): Promise<never> {
  throw new Error(`the document asks for ${url}`)
}

async function triples(document: object): Promise<Store> {
  const text = await jsonld.toRDF(document, { format: 'application/n-quads', documentLoader })
  return new Store(new Parser({ format: 'N-Quads' }).parse(text as unknown as string))
}

describe('the catalogue as DCAT 3', () => {
  test('says of every resource its title, publisher, cycle, rights and address, in triples', async () => {
    const store = await triples(published('catalogue.jsonld') as object)
    const datasets = store.getSubjects(
      'http://www.w3.org/1999/02/22-rdf-syntax-ns#type',
      'http://www.w3.org/ns/dcat#Dataset',
      null,
    )
    expect(datasets.length).toBe(exampleCatalogue.resources.length)
    const properties = ['title', 'publisher', 'accrualPeriodicity', 'accessRights', 'issued', 'identifier']
    const lacking = datasets.flatMap((dataset) =>
      properties
        .filter((property) => store.getObjects(dataset, `http://purl.org/dc/terms/${property}`, null).length !== 1)
        .map((property) => `${dataset.value} ${property}`),
    )
    expect(lacking).toEqual([])
  })

  test('may speak of addresses relative to where it was read', async () => {
    const document = toDcat(exampleCatalogue, '目录', '')
    const expanded = await jsonld.expand(document, { base: 'https://elsewhere.example/v1/catalogue', documentLoader })
    expect(JSON.stringify(expanded)).toContain('https://elsewhere.example/v1/inbox')
  })
})

describe.runIf(shapesAreHere)('the official DCAT-AP 3.0.1 shapes', () => {
  const shapes = new Store()
  beforeAll(() => {
    for (const file of [
      'dcat-ap-SHACL.ttl',
      'shapes.ttl',
      'range.ttl',
      'ranges.ttl',
      'shapes_recommended.ttl',
      'deprecateduris.ttl',
    ]) {
      const quads = new Parser({ baseIRI: 'https://shapes.example/' }).parse(
        readFileSync(`${shapesFolder}${file}`, 'utf8'),
      )
      shapes.addQuads(quads.filter((quad) => !quad.predicate.value.endsWith('owl#imports')))
    }
  })

  async function findings(document: object): Promise<string[]> {
    const { results } = await new Validator(shapes).validate(await triples(document))
    return results.map(
      (found) =>
        `${found.severity?.value.split('#')[1]} ${found.focusNode?.value} ${found.path?.value} ${found.message.map((m) => m.value).join()}`,
    )
  }

  test('find nothing wrong with the catalogue, and miss nothing recommended but the end of what goes on and the outline of the province', async () => {
    expect(shapes.size).toBeGreaterThan(1000)
    const found = await findings(published('catalogue.jsonld') as object)
    expect(found.filter((finding) => !finding.startsWith('Warning'))).toEqual([])
    const missed = found.map((finding) => /[#/](\w+) Less than 1 values$/u.exec(finding)?.[1] ?? finding)
    expect([...new Set(missed)].toSorted()).toEqual(['bbox', 'centroid', 'endDate'])
  }, 60_000)

  test('refuse a catalogue whose dataset has no title', async () => {
    const document = published('catalogue.jsonld') as { dataset: Record<string, unknown>[] }
    delete document.dataset[0]?.['title']
    expect(
      (await findings(document)).some((found) => found.startsWith('Violation') && found.includes('terms/title')),
    ).toBe(true)
  }, 60_000)
})
