import type { SharingTypeCode } from '../code-lists/sharing-type.ts'
import type { UpdateCycleCode } from '../code-lists/update-cycle.ts'
import type { Catalogue, Resource } from './resource.ts'

/** A JSON-LD 1.1 document. */
export type JsonLd = { [member: string]: unknown }

const authority = 'http://publications.europa.eu/resource/authority'

/** EU vocabulary terms for update cycles, so that harvesters of other catalogues understand them. */
const frequencies: Record<UpdateCycleCode, string> = {
  'real-time': 'CONT',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  'half-yearly': 'ANNUAL_2',
  yearly: 'ANNUAL',
  irregular: 'IRREG',
}

const accessRights: Record<SharingTypeCode, string> = {
  unconditional: 'PUBLIC',
  conditional: 'RESTRICTED',
  none: 'NON_PUBLIC',
}

/**
 * The catalogue as DCAT 3 in JSON-LD, after DCAT-AP 3.0.1; what DCAT has no term for (the items of a resource, its
 * four-level classification) stands under the standard's own vocabulary `inquiry:`. `home` is the address at which the
 * hub is reached, without a slash at its end, or empty for references relative to where the document was read.
 */
export function toDcat(catalogue: Catalogue, title: string, home: string): JsonLd {
  const place = `${home}/v1/catalogue`
  const [first] = catalogue.resources
  return {
    '@context': context,
    '@id': place,
    '@type': 'dcat:Catalog',
    title: chinese(title),
    description: chinese('网络问政数据交换枢纽交换的信息资源目录。'),
    publisher: first && agent(first, home),
    language: { '@id': `${authority}/language/ZHO`, '@type': 'dct:LinguisticSystem' },
    homepage: { '@id': `${home}/docs`, '@type': 'foaf:Document' },
    license,
    issued: first?.publishedAt,
    modified: catalogue.resources
      .map((resource) => resource.publishedAt)
      .toSorted()
      .at(-1),
    spatial: first && seat(first, home),
    themeTaxonomy: scheme(home),
    dataset: catalogue.resources.map((resource) => dataset(resource, home)),
  }
}

const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  dcatap: 'http://data.europa.eu/r5r/',
  inquiry: 'https://standard.invalid/ns#',
  title: 'dct:title',
  description: 'dct:description',
  publisher: 'dct:publisher',
  language: 'dct:language',
  license: 'dct:license',
  homepage: 'foaf:homepage',
  spatial: 'dct:spatial',
  themeTaxonomy: 'dcat:themeTaxonomy',
  issued: { '@id': 'dct:issued', '@type': 'xsd:date' },
  modified: { '@id': 'dct:modified', '@type': 'xsd:date' },
  dataset: 'dcat:dataset',
} as const

const license = {
  '@id': 'https://www.apache.org/licenses/LICENSE-2.0',
  '@type': 'dct:LicenseDocument',
  'dct:type': {
    '@id': 'http://purl.org/adms/licencetype/Attribution',
    '@type': 'skos:Concept',
    'skos:prefLabel': { '@value': 'Attribution', '@language': 'en' },
  },
}

function chinese(value: string): JsonLd {
  return { '@value': value, '@language': 'zh' }
}

function scheme(home: string): JsonLd {
  return { '@id': `${home}/v1/catalogue#classification`, '@type': 'skos:ConceptScheme', title: chinese('信息资源分类') }
}

function agent({ provider }: Resource, home: string): JsonLd {
  return {
    '@id': `${home}/v1/catalogue#organisation-${provider.code}`,
    '@type': 'foaf:Agent',
    'foaf:name': chinese(provider.name),
    'dct:identifier': provider.code,
    'dct:type': concept('http://purl.org/adms/publishertype/RegionalAuthority', 'Regional authority', 'en'),
  }
}

function concept(id: string, label: string, language: 'zh' | 'en'): JsonLd {
  return { '@id': id, '@type': 'skos:Concept', 'skos:prefLabel': { '@value': label, '@language': language } }
}

function dataset(resource: Resource, home: string): JsonLd {
  const id = addressOf(resource.code, home)
  const { classification, items, sharing, openness } = resource
  return {
    '@id': id,
    '@type': 'dcat:Dataset',
    'dct:identifier': resource.code,
    title: chinese(resource.name),
    description: chinese(resource.abstract),
    publisher: agent(resource, home),
    issued: resource.publishedAt,
    spatial: seat(resource, home),
    'dct:temporal': {
      '@id': `${id}-period`,
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': { '@value': resource.publishedAt, '@type': 'xsd:date' },
    },
    'dct:accessRights': {
      '@id': `${authority}/access-right/${accessRights[sharing.type]}`,
      '@type': 'dct:RightsStatement',
    },
    'dct:accrualPeriodicity': {
      '@id': `${authority}/frequency/${frequencies[resource.updateCycle]}`,
      '@type': 'dct:Frequency',
    },
    'dcat:keyword': [chinese(classification.category), chinese(classification.detail)],
    'dcat:theme': { ...concept(`${id}-theme`, classification.detail, 'zh'), 'skos:inScheme': scheme(home) },
    'dcat:contactPoint': {
      '@id': `${id}-contact`,
      '@type': ['vcard:Kind', 'vcard:Organization'],
      'vcard:fn': resource.provider.name,
    },
    'dct:relation': resource.related.map((code) => ({ '@id': addressOf(code, home) })),
    'dcat:distribution': distribution(resource, id, home),
    'inquiry:classification': {
      'inquiry:class': classification.class,
      'inquiry:item': classification.item,
      'inquiry:category': classification.category,
      'inquiry:detail': classification.detail,
    },
    'inquiry:items': { '@list': items.map((item) => ({ 'inquiry:name': item.name, 'inquiry:type': item.type })) },
    'inquiry:sharingType': sharing.type,
    ...(sharing.condition !== undefined && { 'inquiry:sharingCondition': chinese(sharing.condition) }),
    ...(sharing.way !== undefined && { 'inquiry:sharingWay': chinese(sharing.way) }),
    'inquiry:openness': openness.type,
    ...(openness.condition !== undefined && { 'inquiry:opennessCondition': chinese(openness.condition) }),
  }
}

/** The division of the provider's seat: its code begins with the six digits of GB/T 2260. */
function seat(resource: Resource, home: string): JsonLd {
  return { '@id': `${home}/v1/code-lists/division#${resource.code.slice(0, 6)}`, '@type': 'dct:Location' }
}

/** Where a resource is described; a code may hold slashes. */
function addressOf(code: string, home: string): string {
  return `${home}/v1/catalogue#${code.replaceAll('/', '.')}`
}

/** The first path named in the way of sharing is where the data are got; without one, the catalogue itself. */
function distribution({ format, sharing }: Resource, id: string, home: string): JsonLd {
  const path = /\/v1\/[\w/.-]+/u.exec(sharing.way ?? '')?.[0] ?? '/v1/catalogue'
  return {
    '@id': `${id}-distribution`,
    '@type': 'dcat:Distribution',
    description: chinese(`${format}：${sharing.way ?? ''}`),
    license,
    'dcatap:availability': concept(`${authority}/planned-availability/STABLE`, 'Stable', 'en'),
    'dcat:accessURL': { '@id': `${home}${path}`, '@type': 'rdfs:Resource' },
    'dct:format': {
      '@id': `${authority}/file-type/${format === 'JSON' ? 'JSON' : 'TXT'}`,
      '@type': 'dct:MediaTypeOrExtent',
    },
  }
}
