import { NodeId, RoutesRequest, categories, parse } from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { demonstrationRoutes, generateDemonstration, provinceNodes } from '../src/index.ts'
import { cities } from '../src/places/cities.ts'
import { districts } from '../src/places/districts.ts'

const names = new Map(divisions.codes.map(({ code, zh }) => [code, zh]))

describe('the nodes', () => {
  test('have the form of a node id and the seat that they say', () => {
    for (const { nodeId } of provinceNodes) {
      expect(parse(NodeId, nodeId).ok).toBe(true)
      expect(names.has(nodeId.slice(0, 6))).toBe(true)
    }
    expect(new Set(provinceNodes.map(({ nodeId }) => nodeId)).size).toBe(provinceNodes.length)
  })
})

describe('the places', () => {
  test('are the divisions of Guangdong under their codes and names', () => {
    const inGuangdong = divisions.codes.filter(({ code, validTo }) => code.startsWith('44') && !validTo)
    const ours = [...cities, ...districts]
    expect(ours.filter(({ code, name }) => names.get(code) !== name)).toEqual([])
    expect(new Set(ours.map(({ code }) => code))).toEqual(
      new Set(inGuangdong.map(({ code }) => code).filter((code) => code !== '440000')),
    )
  })

  test('lie in the province, and every one has towns', () => {
    for (const { longitude, latitude, towns } of districts) {
      expect(longitude).toBeGreaterThan(109.6)
      expect(longitude).toBeLessThan(117.4)
      expect(latitude).toBeGreaterThan(20.2)
      expect(latitude).toBeLessThan(25.6)
      expect(towns.length).toBeGreaterThanOrEqual(3)
    }
  })

  const table = new URL('../../../../shared/data/geo/guangdong_divisions.csv', import.meta.url)
  test.skipIf(!existsSync(table))('agree with the table of GB/T 2260 codes kept beside the project', () => {
    const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1)
    const kept = new Map(rows.map((row) => row.split(',')).map(([code, name]) => [code, name]))
    expect(districts.filter(({ code, name }) => kept.get(code) !== name)).toEqual([])
  })
})

describe('the routes', () => {
  const nodes = new Set(provinceNodes.map(({ nodeId }) => nodeId))

  test('are rules as the standard takes them, to nodes that take part, for categories that exist', () => {
    expect(
      parse(RoutesRequest, { effectiveFrom: '2026-01-01T00:00:00+08:00', rules: demonstrationRoutes }),
    ).toMatchObject({
      ok: true,
    })
    expect(
      demonstrationRoutes.filter(({ assign, assist = [] }) => ![assign, ...assist].every((id) => nodes.has(id))),
    ).toEqual([])
    const codes = new Set(categories.codes.map(({ code }) => code))
    expect(demonstrationRoutes.filter(({ when }) => when.category && !codes.has(when.category))).toEqual([])
  })

  test('each concern a kind of case that the demonstration has, in a division that exists', () => {
    const { filings } = generateDemonstration({ startAt: '2026-10-20', cases: 3_000 })
    const concerned = ({ when }: (typeof demonstrationRoutes)[number]) =>
      filings.some(
        ({ data }) =>
          (data.category?.code ?? '').startsWith(when.category ?? '') &&
          (when.nature?.includes(data.nature) ?? true) &&
          (when.keyword?.some((word) => `${data.title}${data.content}`.includes(word)) ?? true),
      )
    expect(demonstrationRoutes.filter((rule) => !concerned(rule)).map(({ id }) => id)).toEqual([])
    const known = [...names.keys()]
    expect(
      demonstrationRoutes.filter(({ when }) => !known.some((code) => code.startsWith(when.division ?? ''))),
    ).toEqual([])
  })
})
