import { writeFileSync } from 'node:fs'
import type { Province } from '../province/province.ts'
import { CityGateway } from './command-line.ts'

/** The fields of a city whose columns are called as the standard calls them. */
export const plainFields = {
  sourceId: 'number',
  title: 'title',
  content: 'content',
  nature: { constant: 'complaint' },
  division: { constant: '440106' },
  channel: { constant: 'web' },
  submittedAt: 'updated_at',
  name: 'name',
}

/** A city that has joined, with this configuration beside hub and node. JSON is YAML. */
export async function joinedCity(province: Province, nodeId: string, configuration: object): Promise<CityGateway> {
  const { enrolment } = await province.coordinator.ok<{ enrolment: { code: string } }>('POST', '/v1/nodes', {
    nodeId,
    name: nodeId,
    kind: 'city',
  })
  const city = new CityGateway()
  const joined = await city.run('init', '--hub', province.url, '--node', nodeId, '--code', enrolment.code)
  if (joined.code !== 0) throw new Error(joined.output)
  configure(city, { hub: province.url, node: nodeId, ...configuration })
  return city
}

export function configure(city: CityGateway, configuration: object): void {
  writeFileSync(city.path('gateway.yaml'), JSON.stringify(configuration, undefined, 2))
}

/** The cases of a node that the hub has recorded, by title, in order. */
export async function recordedCases(province: Province, nodeId: string): Promise<string[]> {
  const titles: string[] = []
  for (let next = ''; ;) {
    const page = await province.coordinator.ok<{ cases: { title: string }[]; next: string | null }>(
      'GET',
      `/v1/cases?node=${nodeId}&limit=200${next}`,
    )
    titles.push(...page.cases.map(({ title }) => title))
    if (page.next === null) return titles.toSorted((a, b) => (a < b ? -1 : 1))
    next = `&after=${page.next}`
  }
}
